/** Vendors from P to S whose keys have a shape but no mark: one row a credential. */
import { readTable } from '../src/catalogue/table.ts';

export const namedPToS = readTable(`
PackageCloud token | packagecloud | {hex:48} | packagecloud.io/api_token | Downloads and publishes the account's packages.
PandaDoc key | pandadoc | {hex:40} or {an:40} | app.pandadoc.com/a/#/settings/integrations | Sends and reads the account's documents.
PandaScore token | pandascore | {b64url:51} or test_{an:40-60} or live_{an:40-60} | app.pandascore.co/ | Uses the account's quota.
Paperform key | paperform | {an:53} or eyJ{b64url:10-100}.eyJ{b64url:40-400}.{b64url:300-400} | paperform.co/ | Reads the answers to the account's forms.
ParallelDots key | paralleldots | {an:43} | www.paralleldots.com/ | Uses the account's quota.
ParseHub key | parsehub | {b64url:12} or t{b64url:23} | www.parsehub.com/account | Runs crawlers on the account.
Parseur key | parseur | {lowernum:40} or {hex:40} | app.parseur.com/account | Reads the account's mailboxes.
Particle token | particle,particle io | {hex:40} | docs.particle.io/reference/cloud-apis/access-tokens/ | Controls the account's devices.
PartnerStack key | partnerstack | {an:64} or sk_{an:32} or pk_{an:32} | docs.partnerstack.com/ | Reads and changes the firm's partners.
Pastebin key | pastebin | {an:32} | pastebin.com/doc_api | Reads and writes the account's pastes.
Paydirt key | paydirtapp,paydirt | {hex:32} | paydirtapp.com/ | Reads and writes the firm's invoices.
Paymo key | paymoapp,paymo | {an:44} | www.paymoapp.com/ | Reads and changes the firm's projects.
PayMongo secret key | paymongo | sk_live_{an:24} or sk_test_{an:24} | developers.paymongo.com/docs/authentication | Captures and refunds payments.
Paystack secret key | paystack | sk_live_{an:40} or sk_test_{an:40} or sk_{an:4-12}_{an:40} | dashboard.paystack.com/#/settings/developers | Moves the merchant's money.
PDFLayer key | pdflayer | {hex:32} or {lowernum:32} | pdflayer.com/dashboard | Generates documents on the account.
PDFShift key | pdfshift | {hex:32} or sk_{hex:40} or api_{hex:32} | app.pdfshift.io/env/apikeys | Generates documents on the account.
Pendo key | pendo | {hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}.{word:2-6} or {uuid} or {uuid}.us or {uuid}.eu | app.pendo.io/admin/integrationkeys | Reads what the product's users do.
People Data Labs key | peopledatalabs,people data | {hex:64} or {lowernum:64} | dashboard.peopledatalabs.com/ | Looks persons up on the account.
Pepipost key | pepipost,netcore | {hex:32} or {an:32} | app.pepipost.com/ | Sends mail from the account's domains.
Percy token | percy | {hex:64} or web_{hex:64} or app_{hex:64} or auto_{hex:64} | www.browserstack.com/docs/percy/ | Uploads snapshots into the project.
pganalyze key | pganalyze,pga_ | {b64url:16} | pganalyze.com/docs/api | Writes or reads the statistics of the databases.
PhotoRoom key | photoroom | sk_pr_{an:1-20}_{hex:40} or {hex:40} or sandbox_{hex:40} | app.photoroom.com/api-dashboard | Edits images on the account.
Phrase token | phraseapp,phrase_,phrase api,phrase token | {hex:64} | app.phrase.com/settings/oauth_access_tokens | Reads and changes the projects' translations.
Pinata key or secret | pinata | {hex:64} or {lowernum:64} | app.pinata.cloud/developers/api-keys | Adds and removes the account's files.
Pinterest token | pinterest | pina_{b64url:40-100} or pinr_{b64url:40-100} or {hex:40} or {an:60-100} | developers.pinterest.com/apps/ | Reads and changes its owner's boards.
Pipedream key | pipedream | {hex:32} or {lowernum:32} | pipedream.com/settings/account | Runs and changes the account's workflows.
Pipedrive token | pipedrive | {hex:40} or {an:40} | app.pipedrive.com/settings/api | Reads and changes the firm's customers.
Pivotal Tracker token | pivotaltracker,pivotal tracker,pivotal | {hex:32} or {an:32} | www.pivotaltracker.com/profile | Reads and changes the projects' stories.
Pixabay key | pixabay | {digits:6-9}-{hex:25} or {lowernum:34} | pixabay.com/api/docs/ | Uses the account's quota.
Planview LeanKit key | planviewleankit,leankit,planview | {hex:128} | www.planview.com/ | Reads and changes the organisation's boards.
Planyo key | planyo | {hex:62} | www.planyo.com/ | Reads and changes the site's bookings.
Plivo auth token | plivo | {b64url:40} or {an:40} | console.plivo.com/dashboard/ | Sends messages and calls on the account.
Podio secret | podio | {an:64} | podio.com/settings/api | Acts as this application.
Polls API key | pollsapi | {uppernum:28} | pollsapi.com/ | Reads the answers to the account's polls.
Poloniex secret | poloniex | {hex:128} or {uppernum:8}-{uppernum:8}-{uppernum:8}-{uppernum:8} | poloniex.com/apiKeys | Trades and withdraws on the account.
Polygon.io key | polygonio,polygon io,polygon_,polygon api,polygon key | {an:32} or {b64url:32} | polygon.io/dashboard/api-keys | Uses the account's quota.
Polymarket secret | polymarket,poly secret,poly api,poly_ | {b64url:43}= or {b64:40} or {b64url:40-44} | docs.polymarket.com/developers/CLOB/authentication | Trades on the account.
Polymarket passphrase or key | polymarket,poly passphrase,poly private,poly private key | 0x{anyhex:64} or {hex:64} or {b64url:64} | docs.polymarket.com/developers/CLOB/authentication | Trades and withdraws on the account.
Positionstack key | positionstack | {hex:32} or {an:32} | positionstack.com/dashboard | Uses the account's quota.
PostageApp key | postageapp | {an:32} | dash.postageapp.com/ | Sends mail from the account's domains.
Powrbot key | powrbot | {hex:40} or {lowernum:40} | powrbot.com/ | Uses the account's quota.
Private AI key | privateai,private ai | {hex:32} | portal.private-ai.com/ | Uses the account's quota.
Privacy.com key | privacy_,privacy com,privacy api,privacy secret,privacy key,privacy token | {uuid} | privacy.com/account#api-key | Makes and reads the account's cards.
ProdPad key | prodpad | {hex:64} | help.prodpad.com/ | Reads and changes the product's ideas.
Prospect CRM key | prospectcrm,prospect_,prospect access,prospect secret,prospect key,prospect token,prospect api | {hex:32} or {lowernum:32} | www.prospectsoft.com/ | Reads and changes the firm's customers.
protocols.io token | protocolsio,protocols io,protocols_,protocols key,protocols token,protocols private,protocols secret | {lowernum:64} or {hex:128} | www.protocols.io/developers | Reads and changes its owner's protocols.
Crawlbase token | proxycrawl,crawlbase | {b64url:22} | crawlbase.com/dashboard | Crawls on the account.
Purestake key | purestake | {an:40} | developer.purestake.io/ | Uses the account's quota of blockchain calls.
Pushbullet token | pushbullet | o.{an:32} or {b64url:34} | www.pushbullet.com/#settings/account | Reads its owner's notifications and messages.
Pusher secret | pusher | {hex:20} | dashboard.pusher.com/ | Sends events to every client of the app.
Pushover token | pushover | {lowernum:30} | pushover.net/ | Sends notifications as this application.
Qase token | qase | {hex:40} or {hex:64} or {lowernum:40} | app.qase.io/user/api/token | Reads and changes the projects' test cases.
Qualaroo secret | qualaroo | {b64:43}= or {b64:48} | help.qualaroo.com/ | Reads the answers to the account's surveys.
Qubole token | qubole | {an:64} or {lowernum:64} | docs.qubole.com/ | Runs queries on the account's data.
Quay token | quay io,quayio,quay_ | {an:40} or {uppernum:64} | docs.quay.io/glossary/robot-accounts.html | Pulls and pushes images of the organisation.
Railway token | railway | {uuid} | railway.com/account/tokens | Deploys and reads the projects' variables.
RainforestPay key | rainforestpay,rainforest pay,rainforest | apikey_{hex:64} or sbx_apikey_{hex:64} | docs.rainforestpay.com/ | Moves the merchants' money.
RapidAPI key | rapidapi,rapid api | {an:50} or {hex:10}msh{hex:15}p1{hex:6}jsn{hex:12} | rapidapi.com/developer/apps | Uses the account's paid quota.
Raven secret | ravenhq,raven_ | {uppernum:8}-{uppernum:8}-{uppernum:8}-{uppernum:8} or {an:40} | ravenhq.com/ | Reads and writes the databases.
RAWG key | rawg | {lowernum:32} or {hex:32} | rawg.io/apidocs | Uses the account's quota.
Reachmail token | reachmail | {b64url:60} | services.reachmail.net/ | Sends mail from the account's domains.
Really Simple Systems token | reallysimplesystems,really simple systems | ey{b64url:34-200}.ey{b64url:60-400}.{b64url:40-90} | www.reallysimplesystems.com/ | Reads and changes the firm's customers.
Rebrandly key | rebrandly | {hex:32} or {lowernum:32} | app.rebrandly.com/account/api | Changes where the workspace's short links lead.
redirect.pizza token | redirectpizza,redirect pizza | rpa_{lowernum:30} | redirect.pizza/docs | Changes where the account's addresses lead.
Redis Cloud secret | rediscloud,redis cloud,redislabs | {lowernum:48-52} | redis.io/docs/latest/operate/rc/api/get-started/enable-the-api/ | Administers the account's databases.
Refiner key | refiner | {uuid} | refiner.io/docs/ | Reads the answers of the product's users.
Rentman token | rentman | eyJ{b64url:10-100}.eyJ{b64url:40-400}.{b64url:43} or {an:300-400} | api.rentman.net/ | Reads the firm's projects and stock.
RepairShopr key | repairshopr | {b64url:51} | www.repairshopr.com/ | Reads and changes the shop's customers.
Reply.io key | replyio,reply io | {an:24} | reply.io/ | Sends mail on the account.
Request Finance key | requestfinance,request finance | {uppernum:7}-{uppernum:7}-{uppernum:7}-{uppernum:7} | docs.request.finance/ | Reads and pays the firm's invoices.
Restpack token | restpack | {lowernum:48} or {an:48} | restpack.io/console | Generates documents on the account.
Rev key | revai,rev ai,rev_ | {b64url:27}= or {b64url:48} or {b64url:86} | www.rev.ai/access-token | Transcribes on the account.
Revamp CRM key | revampcrm | {an:40} | www.revampcrm.com/ | Reads and changes the firm's customers.
RingCentral secret | ringcentral | {b64url:22} or {b64url:45-50} | developers.ringcentral.com/my-account.html | Sends messages and calls as this application.
RiteKit secret | ritekit | {hex:44} | ritekit.com/developer/dashboard | Uses the account's quota.
Roaring secret | roaring_,roaring io,roaring api | {b64url:28} | developer.roaring.io/ | Looks persons and companies up on the account.
Robinhood Crypto key | robinhood,robinhoodcrypto | rh-api-{uuid} or {b64:88} or {b64:87}= or {b64:86}== or {b64:43}= | robinhood.com/account/crypto | Trades on the account.
RocketReach key | rocketreach | {lowernum:8}-{lowernum:4}-{lowernum:4}-{lowernum:4}-{lowernum:4}-{lowernum:4}-{lowernum:4}-{lowernum:4} or {b64url:39} or {hex:40} | rocketreach.co/api | Looks persons up on the account.
Rockset key | rockset | {an:64} | docs.rockset.com/ | Read and wrote the organisation's data.
Rownd secret | rownd | {hex:48} | app.rownd.io/ | Administers the app's users.
Route4Me key | route4me | {uppernum:32} | route4me.com/ | Reads and changes the fleet's routes.
Runrun.it key | runrunit,runrun | {hex:32} or {b64url:32} | runrun.it/ | Reads and changes the firm's tasks.
SalesBlink key | salesblink | key_{an:20} or {an:16} or {b64url:16} | salesblink.io/ | Sends mail on the account.
Salescookie key | salescookie | {an:32} | salescookie.com/ | Reads the firm's commissions.
Salesflare key | salesflare | {b64url:45} | app.salesflare.com/#/settings/apikeys | Reads and changes the firm's customers.
SalesMate key | salesmate | {uuid} | www.salesmate.io/ | Reads and changes the firm's customers.
Sanity token | sanity | sk{an:80} or sk{an:180} | www.sanity.io/manage | Reads and changes the project's content.
SatisMeter key | satismeter | {an:16} or {an:32} | app.satismeter.com/ | Reads customers' answers.
Sauce Labs access key | saucelabs,sauce labs,sauce_ | {uuid} | app.saucelabs.com/user-settings | Runs tests on the account's devices.
Scalr token | scalr | eyJ{b64url:10-100}.eyJ{b64url:40-400}.{b64url:43} | docs.scalr.io/docs/api-tokens | Changes infrastructure with the workspaces' credentials.
ScrapeOwl key | scrapeowl | {lowernum:30} | scrapeowl.com/ | Crawls on the account.
ScraperAPI key | scraperapi,scraper api | {hex:32} or {lowernum:32} | dashboard.scraperapi.com/ | Crawls on the account.
ScraperBox key | scraperbox | {uppernum:32} | scraperbox.com/ | Crawls on the account.
Scrapestack key | scrapestack | {hex:32} | scrapestack.com/dashboard | Crawls on the account.
Scrapfly key | scrapfly | {hex:32} or scp-live-{hex:32} or scp-test-{hex:32} | scrapfly.io/dashboard | Crawls on the account.
ScrapingAnt key | scrapingant | {lowernum:32} | app.scrapingant.com/ | Crawls on the account.
ScrapingBee key | scrapingbee | {uppernum:80} | app.scrapingbee.com/ | Crawls on the account.
Screenshot API key | screenshotapi | {uppernum:7}-{uppernum:7}-{uppernum:7}-{uppernum:7} | screenshotapi.net/ | Uses the account's quota.
Screenshotlayer key | screenshotlayer | {b64url:32} | screenshotlayer.com/dashboard | Uses the account's quota.
Scrutinizer token | scrutinizerci,scrutinizer | {hex:64} or {lowernum:64} | scrutinizer-ci.com/ | Reads the quality of the repositories.
SecurityTrails key | securitytrails | {an:32} | securitytrails.com/app/account/credentials | Uses the account's quota.
SelectPdf key | selectpdf | {uuid} or {lowernum:8}-{lowernum:4}-{lowernum:4}-{lowernum:12} | selectpdf.com/ | Generates documents on the account.
Sendbird token | sendbird | {hex:40} or {hex:24} or {lowernum:24} or {uuid} | dashboard.sendbird.com/ | Reads and sends every message of the application.
SendGrid key of another build | sendgrid,sengrid | SG.{b64pad:20-40}.{b64pad:20-60} | app.sendgrid.com/settings/api_keys | Sends mail from the account's domains.
SendPulse secret | sendpulse | {hex:32} | login.sendpulse.com/settings/#api | Sends mail from the account's domains.
Serphouse key | serphouse | {an:60} | app.serphouse.com/ | Searches on the account.
SerpApi key | serpapi | {hex:64} | serpapi.com/manage-api-key | Searches on the account.
Serper key | serper | {hex:40} | serper.dev/api-key | Searches on the account.
Serpstack key | serpstack | {hex:32} | serpstack.com/dashboard | Searches on the account.
Sheety token | sheety | {an:64} or {b64url:43} | dashboard.sheety.co/ | Reads and changes the connected sheets.
SherpaDesk key | sherpadesk | {lowernum:32} | documentation.sherpadesk.com/ | Reads and answers customers' tickets.
Shipday key | shipday | {an:10}.{an:20} or {an:11}.{an:20} or {b64url:3-20}.{an:3-24}.{an:20-40} | www.shipday.com/ | Reads and changes the shop's deliveries.
Shodan key | shodan | {an:32} | account.shodan.io/ | Uses the account's quota.
Shortcut token | shortcut_,shortcut api,shortcut token,shortcut private,shortcut key,shortcut secret,clubhouse | {uuid} | app.shortcut.com/settings/account/api-tokens | Reads and changes the workspace's stories.
Shotstack key | shotstack | {an:40} | dashboard.shotstack.io/ | Renders video on the account.
Shutterstock secret | shutterstock | {an:16} or {an:32} or v2/{b64url:380-400} | www.shutterstock.com/account/developers/apps | Licenses images on the account.
Signable key | signable | {lowernum:32} | www.signable.co.uk/ | Sends and reads the account's documents.
SignalWire token | signalwire | PT{hex:48} or PT{an:50} | developer.signalwire.com/ | Sends messages and calls as the space.
Signaturit token | signaturit | {an:86} | docs.signaturit.com/ | Sends and reads the account's documents.
SignUpGenius key | signupgenius | {an:32} | developer.signupgenius.com/ | Reads the account's groups.
SigOpt key | sigopt | {uppernum:48} | sigopt.com/tokens/info | Reads the account's experiments.
SimFin key | simfin | {an:32} or {uuid} | simfin.com/ | Uses the account's quota.
Simplesat key | simplesat | {hex:40} | app.simplesat.io/ | Reads customers' answers.
Simply Noted key | simplynoted | {b64url:330-350} | simplynoted.com/ | Sends letters on the account.
Simvoly key | simvoly | {lowernum:33} | simvoly.com/ | Reads the orders of the site.
Sinch token | sinch,sinchmessage | {lowernum:32} or {b64:24} or {b64:22}== | dashboard.sinch.com/ | Sends messages on the account.
Sirv secret | sirv | {b64url:86}== or {b64:88} or {b64:86}== | my.sirv.com/ | Reads, changes and deletes the account's media.
Siteleaf key | siteleaf | {lowernum:32} | learn.siteleaf.com/ | Reads and changes the site's content.
Skrapp.io key | skrappio,skrapp | {an:42} | www.skrapp.io/ | Looks addresses up on the account.
SkyBiometry secret | skybiometry | {lowernum:25-26} | skybiometry.com/ | Recognises faces on the account.
Smartsheet token | smartsheet,smartsheets | {an:37} or {lowernum:26} | app.smartsheet.com/ | Reads and changes the sheets of its owner.
Smarty auth token | smarty,smartystreets | {an:20} | www.smarty.com/account/keys | Uses the account's quota.
Smooch key | smooch | {b64url:86} | docs.smooch.io/ | Reads customers' conversations.
SMTP2GO key | smtp2go | api-{hex:32} | app.smtp2go.com/ | Sends mail from the account's domains.
Snipcart secret | snipcart | {b64url:75} or {b64:76} or S_{b64:60-70} or ST_{b64:60-75} | app.snipcart.com/dashboard/account/credentials | Reads the shop's customers and refunds them.
Snyk token | snyk | {uuid} | app.snyk.io/account | Reads the vulnerabilities of all projects of the organisation.
SolarWinds token | solarwinds,solar winds | {b64url:60-90} | documentation.solarwinds.com/ | Writes or reads the account's logs and metrics.
Sourcegraph token without a mark | sourcegraph | {anyhex:40} | sourcegraph.com/docs/cli/how-tos/creating_an_access_token | Reads all code that its owner can search.
SparkPost key | sparkpost | {hex:40} or {lowernum:40} | app.sparkpost.com/account/api-keys | Sends mail from the account's domains.
SpeechText.AI key | speechtextai,speechtext | {hex:32} or {lowernum:32} | speechtext.ai/ | Transcribes on the account.
Spoonacular key | spoonacular | {lowernum:32} or {hex:32} | spoonacular.com/food-api/console | Uses the account's quota.
Sportmonks token | sportsmonk,sportmonks | {an:60} | my.sportmonks.com/ | Uses the account's quota.
Squarespace token | squarespace | {uuid} | developers.squarespace.com/commerce-apis/authentication-and-permissions | Reads the shop's orders and stock.
Square token of another length | square_,squareup,square token,square access,square api,square key,square secret | EAAA{b64url:20-59} | developer.squareup.com/apps | Takes and refunds payments of the merchant.
SSLMate key | sslmate | {an:36} or {digits:1-6}_{an:20-24} or k{an:20-24} | sslmate.com/account/api_credentials | Buys and revokes certificates on the account.
Stability AI key | stability,stabilityai,stable diffusion,dreamstudio | sk-{an:48} | platform.stability.ai/account/keys | Generates images on the account.
StatusCake token | statuscake | {an:20} or {b64url:26-30} | app.statuscake.com/User.php | Reads and changes the account's monitors.
Statuspage key | statuspage | {uuid} or {hex:64} or {an:40} | manage.statuspage.io/ | Posts incidents in the organisation's name.
Statuspal key | statuspal | {an:32} or uk_{an:32} | statuspal.io/ | Posts incidents in the organisation's name.
Stitch token | stitchdata,stitch_,stitch api,stitch token | {b64url:35} or {hex:64} or {lowernum:35} | www.stitchdata.com/docs/ | Changes the account's pipelines.
StockData key | stockdata | {an:40} or {b64url:40} | www.stockdata.org/account/dashboard | Uses the account's quota.
Storecove key | storecove | {b64url:43} | app.storecove.com/ | Sends invoices as the account.
Stormboard key | stormboard | {hex:40} or {lowernum:40} | stormboard.com/ | Reads and changes the team's boards.
Stormglass key | stormglass | {hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12} | dashboard.stormglass.io/ | Uses the account's quota.
Storyblok token | storyblok | {an:22}tt or {an:22}t-{digits:4-9}-{b64url:20} | app.storyblok.com/ | Reads, or with a personal token changes, the content.
Storychief token | storychief | eyJ{b64url:10-100}.eyJ{b64url:100-400}.{b64url:300-400} | app.storychief.io/ | Reads and publishes the account's stories.
Strava secret | strava | {hex:40} or {lowernum:40} | www.strava.com/settings/api | Reads where its users run and ride.
Streak key | streak_,streak api,streak key | {hex:32} or {lowernum:32} | www.streak.com/ | Reads and changes its owner's pipelines.
Stripo token | stripo | eyJ{b64url:10-100}.{b64url:100-200}.{b64url:40-90} or {b64url:20}.{b64url:139}.{b64url:43} | stripo.email/ | Reads and changes the account's mails.
Stytch secret | stytch | {b64url:47}= or secret-live-{b64url:30-50}= or secret-test-{b64url:30-50}= | stytch.com/dashboard/api-keys | Administers the app's users and sessions.
Sugester token | sugester | {an:32} | sugester.com/ | Reads and answers customers' tickets.
Sumo Logic access key | sumologic,sumo_,sumo logic | {an:64} | help.sumologic.com/docs/manage/security/access-keys/ | Reads the organisation's logs.
Sumo Logic access id | sumologic accessid,sumologic access_id,sumologicaccessid,sumo_access_id | su{an:12} | help.sumologic.com/docs/manage/security/access-keys/ | Names the key that reads the organisation's logs.
Supernotes key | supernotesapi,supernotes | {b64url:43} or {b64:43}= | supernotes.app/ | Reads and changes its owner's notes.
SurveyAnyplace key | surveyanyplace | {lowernum:32} or {uuid} | surveyanyplace.com/ | Reads the answers to the account's surveys.
SurveyBot token | surveybot | {b64url:80} | surveybot.io/ | Reads the answers to the account's surveys.
SurveyMonkey token | surveymonkey,survey monkey | {b64url:100-140} | developer.surveymonkey.com/apps/ | Reads the answers to the account's surveys.
SurveySparrow token | surveysparrow | {b64url:88} | app.surveysparrow.com/ | Reads the answers to the account's surveys.
Survicate key | survicate | {hex:32} or {lowernum:32} | panel.survicate.com/ | Reads the answers to the account's surveys.
Swell secret key | swell_,swell api,swell key | sk_live_{an:32} or sk_test_{an:32} or {an:32} | developers.swell.is/ | Reads and changes the shop's orders.
Swiftype key | swiftype | {b64url:20}_{b64url:20} or {b64url:6}_{b64url:13} or {b64url:20} | app.swiftype.com/ | Reads and changes the search engines.
`);
