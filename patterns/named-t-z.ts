/** Vendors from T to Z whose keys have a shape but no mark: one row a credential. */
import { readTable } from '../src/catalogue/table.ts';

export const namedTToZ = readTable(`
Tableau token | tableau | {b64:22}==:{an:32} or {b64url:22}==:{an:32} | help.tableau.com/current/server/en-us/security_personal_access_tokens.htm | Reads the site's data as its owner.
Tallyfy token | tallyfy | eyJ{b64url:10-100}.eyJ{b64url:100-400}.{b64url:300-400} or {an:36}.{an:264}.{b64url:683} | tallyfy.com/ | Reads and changes the organisation's processes.
Tatum key | tatumio,tatum | {uuid} or t-{hex:24}-{hex:24} | dashboard.tatum.io/ | Uses the account's quota of blockchain calls.
TaxJar token | taxjar | {hex:32} or {lowernum:32} | app.taxjar.com/account#api-access | Reads the firm's sales.
TeamCity token | teamcity | {hex:128} or eyJ0eXAiOiAiVENWMiJ9.{b64url:36}.{b64url:48} | www.jetbrains.com/help/teamcity/configuring-your-user-profile.html | Starts builds that run with the projects' secrets.
Teamgate key | teamgate | {an:40} or {an:80} | developers.teamgate.com/ | Reads and changes the firm's customers.
Technical Analysis API key | technicalanalysisapi,technical analysis | {uppernum:48} | technical-analysis-api.com/ | Uses the account's quota.
Tefter token | tefter | {an:20} | tefter.io/ | Reads and changes its owner's bookmarks.
Teletype token | teletype | {b64url:40} or {lowernum:8}-{lowernum:4}-{lowernum:4}-{lowernum:4}-{lowernum:12} or {b64url:67} | teletype.app/ | Reads customers' conversations.
Telnyx key | telnyx | KEY{uppernum:32}_{an:22} or KEY{b64url:55} | portal.telnyx.com/#/app/api-keys | Sends messages and calls on the account.
Temporal Cloud key | temporal_,temporal cloud,temporal api | eyJ{b64url:10-100}.eyJ{b64url:40-400}.{b64url:60-400} | docs.temporal.io/cloud/api-keys | Runs and reads the namespace's workflows.
TestingBot secret | testingbot | {hex:32} or {an:32} | testingbot.com/members/user/edit | Runs tests on the account's devices.
TextMagic key | textmagic | {an:30} | my.textmagic.com/online/api/rest-api/keys | Sends messages on the account.
The Odds API key | theoddsapi,odds api | {hex:32} or {lowernum:32} | the-odds-api.com/account/ | Uses the account's quota.
Thinkific key | thinkific | {hex:32} or {lowernum:32} | developers.thinkific.com/ | Reads and changes the school's students.
ThousandEyes token | thousandeyes,thousand eyes | {an:32} or {uuid} | app.thousandeyes.com/account-settings/users-roles/ | Reads and changes the account's tests.
Ticketmaster key | ticketmaster | {an:32} | developer-acct.ticketmaster.com/ | Uses the account's quota.
Ticket Tailor key | tickettailor,ticket tailor | sk_{digits:1-6}_{digits:3-8}_{an:20-40} or sk{an:30-40} | app.tickettailor.com/ | Reads and changes events and attendees.
Tiingo token | tiingo | {hex:40} or {lowernum:40} | www.tiingo.com/account/api/token | Uses the account's quota.
Timecamp token | timecamp | {hex:26} or {lowernum:26} | app.timecamp.com/ | Reads and changes the team's time entries.
Timezone API key | timezoneapi | {an:20} or {b64url:20} | timezoneapi.io/ | Uses the account's quota.
T.LY key | t ly | {an:60} | t.ly/settings#/api | Changes where the account's short links lead.
TMetric token | tmetric | {uppernum:64} or {anyhex:64} | app.tmetric.com/ | Reads and changes the team's time entries.
Todoist token | todoist | {hex:40} | app.todoist.com/app/settings/integrations/developer | Reads and changes its owner's tasks.
Toggl token | toggl,toggltrack,toggl track | {hex:32} or {lowernum:32} | track.toggl.com/profile | Reads and changes its owner's time entries.
Tokeet key | tokeet | {uuid} or {digits:13}.{digits:4} | www.tokeet.com/ | Reads and changes the rentals' bookings.
TomTom key | tomtom | {an:32} | developer.tomtom.com/user/me/apps | Uses the account's quota.
Tomorrow.io key | tomorrowio,tomorrow io,climacell | {an:32} | app.tomorrow.io/development/keys | Uses the account's quota.
Tradier token | tradier | {an:28} | dash.tradier.com/settings/api | Trades on the account.
Travelpayouts token | travelpayouts | {hex:32} or {lowernum:32} | www.travelpayouts.com/ | Uses the account's quota.
Trello key | trello | {hex:32} | trello.com/power-ups/admin | Names the application; with a token, acts for its users.
Trello token | trello | {hex:64} or ATTA{an:72} or {lowernum:64} | trello.com/power-ups/admin | Reads and changes the boards of its owner.
TrueNAS key | truenas | {digits:1-4}-{an:64} | www.truenas.com/docs/scale/ | Administers the storage server.
Twelve Data key | twelvedata,twelve data | {hex:32} or {lowernum:32} | twelvedata.com/account/api-keys | Uses the account's quota.
Twist token | twist_,twist api,twist token,twist app | {hex:40} or oauth2:{hex:40} or {hex:46} | twist.com/app_console | Reads and writes in the team's threads.
Tyntec key | tyntec | {an:32} | my.tyntec.com/ | Sends messages on the account.
TypeTalk secret | typetalk | {an:64} | typetalk.com/my/develop/applications | Acts as this application.
UClassify key | uclassify | {an:12} | uclassify.com/ | Uses the account's quota.
Unplugg token | unplugg | {hex:64} | unplu.gg/ | Uses the account's quota.
Unsplash key | unsplash | {b64url:43} or {hex:64} | unsplash.com/oauth/applications | Uses the application's quota.
UPC Database key | upcdatabase | {uppernum:32} | upcdatabase.org/ | Uses the account's quota.
UpLead key | uplead | {hex:32} or {b64url:32} | docs.uplead.com/ | Looks persons up on the account.
Uploadcare secret | uploadcare | {hex:20} or {lowernum:20} | app.uploadcare.com/projects/-/api-keys/ | Reads, changes and deletes the project's files.
Upstage key | upstage | {an:40} or {an:32} | console.upstage.ai/api-keys | Runs models on the account.
Upstash token | upstash | {b64url:56-64} or {b64:40-120}= | console.upstash.com/ | Reads and writes the database.
UptimeRobot key | uptimerobot,uptime robot | {b64url:9}-{hex:24} or u{digits:5-8}-{hex:24} or ur{digits:5-8}-{hex:24} or m{digits:7-10}-{hex:24} or {lowernum:9}-{an:24} | dashboard.uptimerobot.com/integrations | Reads and changes the account's monitors.
Upwave key | upwave | {hex:32} or {lowernum:32} | upwave.io/ | Reads and changes the team's boards.
urlscan key | urlscan | {uuid} or {hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12} | urlscan.io/user/profile/ | Scans on the account and reads its private scans.
Userflow key | userflow | {an:5-8}_{an:20-60} or ak_{an:20-60} or ct_{an:20-40} | userflow.com/app/settings/api | Reads what the product's users do.
Userstack key | userstack | {hex:32} or {lowernum:32} | userstack.com/dashboard | Uses the account's quota.
Vast.ai key | vastai,vast ai,vast_ | {hex:64} | cloud.vast.ai/account/ | Rents machines on the account.
Vatlayer key | vatlayer | {hex:32} or {lowernum:32} | vatlayer.com/dashboard | Uses the account's quota.
Vbout key | vbout | {digits:25} | www.vbout.com/ | Reads and mails the account's contacts.
Verifier key | verifier_,verifier api | {hex:96} | verifier.meetchopra.com/ | Verifies addresses on the account.
Verimail key | verimail | {uppernum:32} | verimail.io/ | Verifies addresses on the account.
Veriphone key | veriphone | {uppernum:32} | veriphone.io/ | Verifies numbers on the account.
VersionEye key | versioneye | {an:40} or {b64url:40} | www.versioneye.com/ | Reads the repositories' dependencies.
Viewneo token | viewneo | {b64url:100-200}.{b64url:100-400}.{b64url:200-700} | cloud.viewneo.com/ | Changes what the screens show.
VirusTotal key | virustotal,virus total | {hex:64} | www.virustotal.com/gui/my-apikey | Reads and uploads files as the account.
Visual Crossing key | visualcrossing,visual crossing | {uppernum:25} | www.visualcrossing.com/account | Uses the account's quota.
Voicegain token | voicegain | ey{an:34}.ey{an:108}.{b64url:43} or eyJ{b64url:10-100}.eyJ{b64url:60-300}.{b64url:43} | console.voicegain.ai/ | Transcribes on the account.
Voodoo SMS key | voodoosms,voodoo sms | {an:45} or {an:46} | www.voodoosms.com/ | Sends messages on the account.
Vouchery key | vouchery | {an:32} or {hex:32} or {lowernum:43} | docs.vouchery.io/ | Makes and redeems the firm's vouchers.
VPN API key | vpnapi | {hex:32} or {lowernum:32} | vpnapi.io/dashboard | Uses the account's quota.
Vyte key | vyte | {lowernum:50} | www.vyte.in/ | Reads and books in the calendars of the account.
Walk Score key | walkscore,walk score | {hex:32} or {lowernum:32} | www.walkscore.com/ | Uses the account's quota.
WakaTime key without a mark | wakatime,waka time | {uuid} | wakatime.com/settings/api-key | Reads what its owner works on, and when.
W&B key before 2025 | wandb,weights and biases,wandb api | {hex:40} or local-{hex:40} | wandb.ai/authorize | Reads and writes the runs and models of its owner.
Weatherbit key | weatherbit | {hex:32} or {lowernum:32} | www.weatherbit.io/account/dashboard | Uses the account's quota.
Weatherstack key | weatherstack | {hex:32} or {lowernum:32} | weatherstack.com/dashboard | Uses the account's quota.
Web3.Storage token | web3storage,web3 storage | eyJ{b64url:10-100}.eyJ{b64url:160-200}.{b64url:43} | web3.storage/account/ | Adds and removes the account's files.
Webex token | webex,cisco webex,ciscospark | {hex:64} or {b64url:64}_{an:4}_{uuid} or {b64url:100-120} | developer.webex.com/my-apps | Reads and writes in the spaces of the bot.
Webflow token | webflow | {hex:64} or {lowernum:64} | developers.webflow.com/ | Reads and changes the sites' content.
Web Scraper token | webscraper,web scraper | {an:60} | webscraper.io/ | Runs crawlers on the account.
WebScraping.AI key | webscraping,webscraping ai | {uuid} or {an:32} | webscraping.ai/dashboard | Crawls on the account.
WebsitePulse key | websitepulse | {hex:32} | www.websitepulse.com/ | Reads and changes the account's monitors.
WeChat app secret | wechat,weixin,wx app,wxapp | {hex:32} | mp.weixin.qq.com/ | Acts as the official account or mini program.
WePay token | wepay | stage_{b64url:62} or stage_{an:62} or {b64url:62} | developer.wepay.com/ | Moves the merchants' money.
Whoxy key | whoxy | {lowernum:33} or {hex:16}r{hex:16} | www.whoxy.com/account/api.php | Uses the account's quota.
Wise token | transferwise,wise_,wise api,wise token | {uuid} | wise.com/settings/api-tokens | Reads the account and may send money.
Wistia token | wistia | {hex:64} | wistia.com/ | Reads, changes and deletes the account's video.
Wit.ai token | witai,wit ai,wit_ | {uppernum:32} | wit.ai/apps | Reads and changes the app.
Wiz client secret | wiz_,wiz client,wiz api | {an:64} | docs.wiz.io/ | Reads the vulnerabilities of the organisation's clouds.
WooCommerce secret | woocommerce,woo_ | cs_{hex:40} or ck_{hex:40} | woocommerce.com/document/woocommerce-rest-api/ | Reads and changes the shop's orders and customers.
Worksnaps token | worksnaps | {an:40} | www.worksnaps.com/ | Reads the team's time entries and screens.
Workstack key | workstack | {an:60} | app.workstack.io/ | Reads and changes the team's tasks.
WorkOS API key | workos | sk_live_{b64url:30-120} or sk_test_{b64url:30-120} | workos.com/docs/reference/api-keys | Reads the directories and users of all customers.
World Coin Index key | worldcoinindex | {an:35} | www.worldcoinindex.com/apiservice | Uses the account's quota.
World Weather key | worldweather,worldweatheronline | {hex:31} or {lowernum:31} | www.worldweatheronline.com/ | Uses the account's quota.
WP Engine key | wpengine,wp engine,wpe | {hex:40} or {hex:64} or {an:64} or {hex:28-32} | my.wpengine.com/api_access | Administers the account's sites.
Wrike token | wrike | ey{b64url:20-400}.{b64url:60-400}.{b64url:40-90} or ey{an:333}.{b64url:51} or ey{b64url:200-400} or eyJ{b64url:10-100}.eyJ{b64url:40-400}.{b64url:40-90} | www.wrike.com/frontend/apps/index.html#api | Reads and changes the account's projects.
Yelp key | yelp | {b64url:128} | www.yelp.com/developers/v3/manage_app | Uses the application's quota.
YNAB token | youneedabudget,ynab | {hex:64} or {b64url:43} | app.ynab.com/settings/developer | Reads and changes its owner's budgets.
Yousign key | yousign | {an:32} or {hex:32} | developers.yousign.com/ | Sends and reads the organisation's signatures.
YouTube key | youtube | {b64url:39} | console.cloud.google.com/apis/credentials | Uses the project's quota.
Zai or Zhipu key | zai_,zai api,z ai,zhipu,bigmodel,chatglm | {hex:32}.{an:16} | z.ai/manage-apikey/apikey-list | Runs models on the account.
Zenkit key | zenkit,zenkitapi | {an:8}-{an:32} or {lowernum:8}-{b64url:32} | zenkit.com/ | Reads and changes its owner's lists.
ZenRows key | zenrows | {hex:40} or {lowernum:40} | app.zenrows.com/ | Crawls on the account.
Zenscrape key | zenscrape | {uuid} | app.zenscrape.com/ | Crawls on the account.
Zenserp key | zenserp | {uuid} | app.zenserp.com/ | Searches on the account.
Zeplin token | zeplin | {b64url:350-400} or {b64url:120-200}.{b64url:60-300}.{b64url:40-100} | app.zeplin.io/profile/developer | Reads the projects' designs.
ZeroBounce key | zerobounce | {hex:32} or {lowernum:32} | www.zerobounce.net/members/API | Verifies addresses on the account.
ZeroTier token | zerotier,zero tier | {an:32} | my.zerotier.com/account | Administers the account's networks.
ZipAPI key | zipapi | {an:20} or {b64url:20} | www.zipapi.us/ | Uses the account's quota.
ZipBooks token | zipbooks | {b64url:120-140} or eyJ{b64url:10-100}.eyJ{b64url:40-400}.{b64url:43} | zipbooks.com/ | Reads and writes the firm's invoices.
Zipcode API key | zipcodeapi | {an:64} | www.zipcodeapi.com/ | Uses the account's quota.
Zipcodebase key | zipcodebase | {uuid} | app.zipcodebase.com/ | Uses the account's quota.
Zoho client secret or token | zoho,zohocrm | {hex:42} or 1000.{hex:32}.{hex:32} or 1000.{lowernum:32}.{lowernum:32} | api-console.zoho.com/ | Reads and changes the organisation's records.
Zonka Feedback token | zonkafeedback,zonka | {an:36} | www.zonkafeedback.com/ | Reads customers' answers.
Zoom secret | zoom | {an:32} or {b64url:36} | marketplace.zoom.us/user/build | Reads and starts the account's meetings.
Zulip key | zulip,zulipchat | {an:32} | zulip.com/api/api-keys | Reads and writes as the bot or its owner.
`);
