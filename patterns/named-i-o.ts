/** Vendors from I to O whose keys have a shape but no mark: one row a credential. */
import { readTable } from '../src/catalogue/table.ts';

export const namedIToO = readTable(`
Iconfinder key | iconfinder | {an:64} | www.iconfinder.com/account/applications | Uses the account's quota.
IEX Cloud key | iexcloud,iexapis,iex cloud | sk_{hex:32} or pk_{hex:32} or sk_{lowernum:32} or {hex:35} | iexcloud.io/console/ | Uses the account's quota.
Imagga secret | imagga | {hex:32} or acc_{hex:15} | imagga.com/profile/dashboard | Uses the account's quota.
Impala key | impala | {an:46} | docs.impala.travel/ | Books hotels on the account.
Infomaniak token | infomaniak,infomaniac | {b64url:68-90} | manager.infomaniak.com/v3/ng/accounts/token/list | Changes the account's mail, domains and servers.
InfluxDB token | influx | {b64url:86}== | docs.influxdata.com/influxdb/v2/admin/tokens/ | Reads and writes the organisation's series.
Infura key | infura | {hex:32} or {b64url:54} | developer.metamask.io/ | Uses the account's quota of blockchain calls.
Insightly key | insightly | {uuid} | www.insightly.com/ | Reads and changes the firm's customers.
Instabot key | instabot | {b64:43}= or {b64:44} | instabot.io/ | Reads conversations of the bots.
Instamojo secret | instamojo | {an:128} or {hex:32} | www.instamojo.com/developers/ | Reads and refunds payments.
Instantly API key | instantly_,instantly api,instantly ai | {an:36} or {b64:60-120}== | developer.instantly.ai/ | Sends mail on the account.
Interseller key | interseller | {uuid} | interseller.readme.io/ | Reads and mails the account's contacts.
Intrinio key | intrinio | {b64url:44} or {an:44} | account.intrinio.com/account/api_keys | Uses the account's quota.
InvoiceOcean token | invoiceocean | {an:20} | invoiceocean.com/ | Reads and writes the firm's invoices.
IP2Location key | ip2location | {uppernum:32} | www.ip2location.io/dashboard | Uses the account's quota.
IPAPI key | ipapi | {hex:32} | ipapi.com/dashboard | Uses the account's quota.
IPGeolocation key | ipgeolocation | {hex:32} or {lowernum:32} | app.ipgeolocation.io/ | Uses the account's quota.
IPinfo token | ipinfo | {hex:14} | ipinfo.io/account/token | Uses the account's quota.
IPInfoDB key | ipinfodb | {hex:64} | www.ipinfodb.com/ | Uses the account's quota.
IPQualityScore key | ipquality,ipqualityscore | {an:32} | www.ipqualityscore.com/ | Uses the account's quota.
ipstack key | ipstack | {hex:32} | ipstack.com/dashboard | Uses the account's quota.
Iterable API key | iterable_,iterable api,iterable key | {anyhex:32} | app.iterable.com/settings/apiKeys | Reads and mails the project's users.
Jenkins API token | jenkins | {hex:32} or {hex:34} or {uuid} | www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/ | Starts builds that run with the stored credentials.
Jotform key | jotform | {hex:32} or {lowernum:32} | www.jotform.com/myaccount/api | Reads the answers to the account's forms.
JumpCloud key | jumpcloud | {lowernum:40} or {hex:40} | jumpcloud.com/support/jumpcloud-apis1 | Administers the organisation's users and devices.
JupiterOne key | jupiterone | {lowernum:76} | docs.jupiterone.io/ | Reads the organisation's assets.
Juro key | juro | {an:40} | developers.juro.com/ | Reads the organisation's contracts.
Kagi API key | kagi | {b64url:10-14}.{b64url:43} or {b64url:58-60} | kagi.com/settings/api | Searches on the account.
KanbanTool key | kanbantool,kanban tool,kanban_ | {uppernum:12} or {hex:40} or {an:12} | kanbantool.com/developer/api-v3 | Reads and changes the account's boards.
KarmaCRM token | karmacrm,karma_ | {an:20} | www.karmacrm.com/ | Reads and changes the firm's customers.
Keen key | keenio,keen io,keen_ | {anyhex:64} or {uppernum:64} | keen.io/docs/api/ | Reads or writes the project's events.
Kimi API key | kimi,moonshot_,moonshot ai | sk-{an:48} | platform.moonshot.ai/console/api-keys | Runs models on the account.
KlingAI secret | klingai,kling | {an:32} | app.klingai.com/global/dev/api-key | Generates video on the account.
Klipfolio key | klipfolio | {hex:40} | apidocs.klipfolio.com/ | Reads the organisation's dashboards.
Kontent key | kontent,kentico | {uuid} or eyJ{b64url:10-100}.eyJ{b64url:10-400}.{b64url:43} | kontent.ai/learn/docs/apis/ | Reads and changes the environment's content.
Kraken private key | kraken | {b64:80-90}== | www.kraken.com/u/security/api | Trades and withdraws on the account.
KuCoin secret | kucoin | {hex:24} or {uuid} | www.kucoin.com/account/api | Trades and withdraws on the account.
Kylas key | kylas | {uuid} or {uuid}:{digits:1-8} | kylas.io/ | Reads and changes the firm's customers.
Language Layer key | languagelayer,language layer | {hex:32} or {lowernum:32} | languagelayer.com/dashboard | Uses the account's quota.
Lark secret | lark_,lark app,lark secret,larksuite,feishu | {an:32} or t-{b64url:26-44} or u-{b64url:26-44} or a-{b64url:26-44} | open.larksuite.com/app | Acts as this application in the organisation.
Leadfeeder token | leadfeeder,dealfront | {b64url:43} or leadfeeder-{b64url:43} | docs.leadfeeder.com/api/ | Reads the visitors of the site.
Lemlist key | lemlist | {hex:32} | app.lemlist.com/settings/integrations | Sends mail on the account.
Lemon Squeezy key | lemonsqueezy,lemon squeezy | eyJ{b64url:10-100}.eyJ{b64url:200-400}.{b64url:300-400} | app.lemonsqueezy.com/settings/api | Reads the store's customers and refunds them.
Lendflow token | lendflow | {b64url:36}.{b64url:200-400}.{b64url:300-700} | lendflow.com/ | Reads the firm's loan requests.
LaunchDarkly token without a mark | launchdarkly,launch darkly | {uuid} | app.launchdarkly.com/settings/authorization | Reads and changes the flags of every environment.
Less Annoying CRM key | lessannoyingcrm,less annoying crm | {b64url:57} or {digits:6-8}-{b64url:40-60} | www.lessannoyingcrm.com/ | Reads and changes the firm's customers.
Lexigram token | lexigram | {b64url:200-400} or {an:301} | docs.lexigram.io/ | Uses the account's quota.
LightOn API key | lighton,paradigm_,paradigm api | {an:48} | paradigm.lighton.ai/ | Runs models on the account.
Line channel secret or token | linenotify,line notify,line messaging,line channel,line bot,line_ | {an:43} or {hex:32} or {b64:150-180}= or {b64:150-200} or {an:53} | developers.line.biz/console/ | Sends messages as the account.
LinkPreview key | linkpreview | {hex:32} or {lowernum:32} | my.linkpreview.net/access_keys | Uses the account's quota.
LiveAgent key | liveagent | {an:32} or {b64url:32} | support.liveagent.com/ | Reads and answers customers' tickets.
Livestorm token | livestorm | {b64url:17-60}.{b64url:100-400}.{b64url:40-400} | developers.livestorm.co/ | Reads the attendees of the account's events.
LiveKit secret | livekit | {an:43-44} or {b64url:43} | docs.livekit.io/home/cloud/keys-and-tokens/ | Joins and records every room of the project.
Loadmill token | loadmill | {lowernum:40} or {hex:40} | docs.loadmill.com/ | Runs tests on the account.
LocationIQ token | locationiq | pk.{hex:32} or {hex:32} | my.locationiq.com/dashboard#accesstoken | Uses the account's quota.
Loggly token | loggly | {uuid} | documentation.solarwinds.com/en/success_center/loggly/ | Writes into the account's logs.
LoginRadius secret | loginradius | {uuid} | www.loginradius.com/docs/ | Administers the app's users.
Logz.io token | logzio,logz io,logz_,logz token,logz private,logz secret,logz key,logz access | {uuid} or {an:32} | docs.logz.io/docs/user-guide/admin/authentication-tokens/ | Writes or reads the account's logs.
Lokalise token | lokalise | {lowernum:40} or {hex:40} | app.lokalise.com/profile | Reads and changes the projects' translations.
Looker client secret | looker | {lowernum:24} | cloud.google.com/looker/docs/api-auth | Runs queries as its user.
Loyverse token | loyverse | {hex:32} or {lowernum:32} | r.loyverse.com/dashboard/#/token | Reads the shop's sales.
Lunch Money token | lunchmoney,lunch money | {hex:50} | my.lunchmoney.app/developers | Reads its owner's spending.
Luno secret | luno | {b64url:43} | www.luno.com/wallet/security/api_keys | Trades and withdraws on the account.
M3O token | m3o | {b64url:48} or {an:48} | m3o.com/ | Uses the account's quota.
MadKudu key | madkudu | {hex:32} | developers.madkudu.com/ | Scores persons on the account.
MagicBell secret | magicbell,magic bell | {b64url:40} or {b64:38}== | www.magicbell.com/docs/ | Sends notifications to the project's users.
Magnetic token | magnetic_,magnetic api,magnetic token,magnetic key,magnetichq | {uuid} or {lowernum:8}-{lowernum:4}-{lowernum:4}-{lowernum:4}-{lowernum:12} | www.magnetichq.com/ | Reads and changes the firm's projects.
mailboxlayer key | mailboxlayer | {hex:32} or {lowernum:32} | mailboxlayer.com/dashboard | Verifies addresses on the account.
MailerLite key | mailerlite | {lowernum:32} or {hex:32} or eyJ{b64url:10-100}.eyJ{b64url:100-400}.{b64url:300-400} | dashboard.mailerlite.com/integrations/api | Reads and mails the account's subscribers.
Mailchimp key of letters | mailchimp | {an:32}-us{digits:1-2} | mailchimp.com/help/about-api-keys/ | Reads the audience and sends mail to it.
Mailjet key | mailjet | {hex:32} or {uppernum:32} or {lowernum:32} | app.mailjet.com/account/apikeys | Sends mail from the account's domains.
Mailmodo key | mailmodo | {uppernum:7}-{uppernum:7}-{uppernum:7}-{uppernum:7} | www.mailmodo.com/developers/ | Sends mail on the account.
Mailsac key | mailsac | k_{an:36} or k_{an:60-80} | mailsac.com/api-keys | Reads the account's inboxes.
MailTrap token | mailtrap | {hex:32} | mailtrap.io/api-tokens | Sends mail from the account's domains.
Mapquest key | mapquest | {an:32} | developer.mapquest.com/user/me/apps | Uses the account's quota.
Marketstack key | marketstack | {hex:32} | marketstack.com/dashboard | Uses the account's quota.
Mattermost token | mattermost | {lowernum:26} | developers.mattermost.com/integrate/reference/personal-access-token/ | Reads and writes in its owner's channels.
Mavenlink token | mavenlink | {hex:64} | developer.kantata.com/ | Reads and changes the firm's projects.
MaxMind license key | maxmind,geoip_,geolite | {an:6}_{an:29}_mmk | www.maxmind.com/en/accounts/current/license-key | Uses the account's quota.
MaxMind key before 2023 | maxmind | {an:16} | www.maxmind.com/en/accounts/current/license-key | Uses the account's quota.
MeaningCloud key | meaningcloud | {hex:32} | www.meaningcloud.com/developer/account/subscriptions | Uses the account's quota.
Mediastack key | mediastack | {hex:32} | mediastack.com/dashboard | Uses the account's quota.
MeisterTask secret | meistertask | {an:43} | developers.meistertask.com/ | Acts as this application.
Meraki key | meraki,cisco meraki | {hex:40} | documentation.meraki.com/General_Administration/Other_Topics/Cisco_Meraki_Dashboard_API | Administers the organisation's networks.
Mesibo token | mesibo | {hex:64} or {lowernum:64} | mesibo.com/documentation/ | Sends messages as the application.
MessageBird key | messagebird,message bird | {an:25} or live_{an:25} or test_{an:25} or {uuid} | dashboard.messagebird.com/en/developers/access | Sends messages on the account.
MetaAPI token | metaapi | eyJ{b64url:10-200}.eyJ{b64url:100-400}.{b64url:100-400} or {hex:64} | app.metaapi.cloud/token | Trades on the connected accounts.
Metabase session or key | metabase | {uuid} or mb_{b64:44} or mb_{b64:43}= | www.metabase.com/docs/latest/people-and-groups/api-keys | Reads the connected databases.
Metrilo token | metrilo | {hex:16} | www.metrilo.com/ | Reads the shop's customers.
Mindmeister secret | mindmeister | {an:43} | developers.mindmeister.com/ | Acts as this application.
Miro token | miro | {b64url:27} or eyJ{b64url:10-100}_{b64url:27} | miro.com/app/settings/user-profile/apps | Reads and changes the team's boards.
Mite key | mite_,mite api,mite token | {lowernum:16} | mite.de/en/api/ | Reads and changes the firm's time entries.
Mixmax token | mixmax | {b64url:36} or {uuid} | app.mixmax.com/dashboard/settings/personal/integrations | Reads and sends its owner's mail.
Mockaroo key | mockaroo | {hex:8} | www.mockaroo.com/account | Uses the account's quota.
Moderation API key | moderation_,moderation api,moderation token,moderation key | {b64url:36}.{b64url:100-300}.{b64url:40-200} | moderationapi.com/ | Uses the account's quota.
Monday token | monday | ey{an:10-120}.ey{b64url:34-400}.{b64url:30-60} | support.monday.com/hc/en-us/articles/360005144659 | Reads and changes the boards of its owner.
MonkeyLearn key | monkeylearn | {hex:40} | monkeylearn.com/ | Uses the account's quota.
MoonClerk key | moonclerk | {hex:32} or {lowernum:32} | app.moonclerk.com/settings/api | Reads the account's customers and payments.
Moosend key | moosend | {uuid} | moosend.com/ | Reads and mails the account's subscribers.
Moralis key | moralis | {an:64} or eyJ{b64url:10-200}.eyJ{b64url:100-400}.{b64url:43} | admin.moralis.com/api-keys | Uses the account's quota of blockchain calls.
Mr. Tick-tock password or key | mrticktock | {an:10-40} | mrticktock.com/ | Reads and changes the firm's time entries.
Mux token secret | mux_,mux token,mux secret,mux api | {b64:75} or {b64url:75} | dashboard.mux.com/settings/access-tokens | Uploads and deletes the environment's video.
My Intervals key | myintervals,my intervals | {lowernum:11} | www.myintervals.com/api/ | Reads and changes the firm's time entries.
NASA API key | nasa | {an:40} | api.nasa.gov/ | Uses its owner's rate limit.
Nasdaq Data Link key | nasdaqdatalink,nasdaq data link,quandl | {b64url:20} | data.nasdaq.com/account/profile | Uses the account's quota.
NetHunt key | nethunt | {b64url:36} or {uuid} | nethunt.com/integration-api | Reads and changes the firm's customers.
Netsuite secret | netsuite | {hex:64} or {an:64} | docs.oracle.com/en/cloud/saas/netsuite/ | Reads and changes the firm's books.
Neutrino API key | neutrinoapi,neutrino api | {an:48} | www.neutrinoapi.com/account/ | Uses the account's quota.
NewsAPI key | newsapi,news api | {hex:32} | newsapi.org/account | Uses the account's quota.
NewsCatcher key | newscatcher | {b64url:43} | app.newscatcherapi.com/ | Uses the account's quota.
Nexmo or Vonage secret | nexmo,vonage | {an:16} or {hex:16} | dashboard.nexmo.com/settings | Sends messages and calls on the account.
NFTPort key | nftport | {uuid} or {lowernum:8}-{lowernum:4}-{lowernum:4}-{lowernum:4}-{lowernum:12} | dashboard.nftport.xyz/ | Mints on the account.
ngrok token | ngrok | {an:25-28}_{an:20-25} or {an:43} or ak_{an:27} | dashboard.ngrok.com/get-started/your-authtoken | Opens tunnels as the account.
Nicereply key | nicereply | {hex:40} | app.nicereply.com/api | Reads customers' answers.
Nimble token | nimble | {an:30} | nimble.readthedocs.io/ | Reads and changes the firm's customers.
Noticeable key | noticeable_,noticeable api | {an:20} | noticeable.io/ | Posts announcements into the product.
Nozbe Teams token | nozbeteams,nozbe | {an:16}_{an:64} or {an:16}_{b64url:64} | nozbe.help/ | Reads and changes the team's tasks.
Numverify key | numverify | {hex:32} or {an:32} | numverify.com/dashboard | Uses the account's quota.
Nutritionix key | nutritionix | {hex:32} | developer.nutritionix.com/admin/access_details | Uses the account's quota.
Nylas client secret | nylas | {an:30} or {an:25} | dashboard-v3.nylas.com/ | Reads the mail of the connected accounts.
New York Times key | nytimes,new york times,newyorktimes,nyt_ | {an:32} or {b64url:32} | developer.nytimes.com/my-apps | Uses its owner's rate limit.
Oanda token | oanda | {hex:32}-{hex:32} or {an:24} | www.oanda.com/account/tpa/personal_token | Trades on the account.
Ollama key | ollama | {hex:32}.{b64url:24} | ollama.com/settings/keys | Runs models on the account.
Omnisend key | omnisend | {lowernum:24}-{an:32-40} | app.omnisend.com/ | Reads and mails the shop's customers.
OneDesk password or key | onedesk | {an:20-40} | www.onedesk.com/developers/ | Reads and answers customers' tickets.
OneLogin client secret | onelogin | {hex:64} | developers.onelogin.com/api-docs/2/getting-started/working-with-api-credentials | Administers the organisation's users.
OnePageCRM key | onepagecrm | {b64:43}= or {b64:44} | developer.onepagecrm.com/ | Reads and changes the firm's customers.
OneSignal key | onesignal,one signal | {uuid} or {an:48} or os_v2_app_{lowernum:100-110} or os_v2_org_{lowernum:100-110} | documentation.onesignal.com/docs/en/keys-and-ids | Sends notifications to every user of the app.
Onfleet key | onfleet | {hex:32} | docs.onfleet.com/ | Reads and changes the fleet's deliveries.
OOPSpam key | oopspam | {an:40} | app.oopspam.com/ | Uses the account's quota.
OpenCage key | opencagedata,opencage | {lowernum:32} or {hex:32} | opencagedata.com/dashboard | Uses the account's quota.
OpenUV key | openuv | openuv-{an:14}-io or {hex:32} or {lowernum:32} | www.openuv.io/dashboard | Uses the account's quota.
OpenVPN secret | openvpn | {an:60-70} or {b64url:64} | openvpn.net/cloud-docs/ | Administers the private network.
OpenWeather key | openweather,pyowm,owm | {lowernum:32} | home.openweathermap.org/api_keys | Uses the account's quota.
Optimizely token | optimizely | 2:{b64url:54} or {b64url:54} | app.optimizely.com/v2/profile/api | Changes the experiments of the product.
Overloop key | overloop | {b64url:50} | apidoc.overloop.com/ | Reads and mails the firm's contacts.
Owlbot token | owlbot | {hex:40} or {lowernum:40} | owlbot.info/ | Uses the account's quota.
`);
