/** Vendors from A to C whose keys have a shape but no mark: one row a credential. */
import { readTable } from '../src/catalogue/table.ts';

export const namedAToC = readTable(`
Abstract API key | abstract api | {hex:32} | app.abstractapi.com/dashboard | Uses the account's paid quota.
AbuseIPDB API key | abuseipdb | {hex:80} | www.abuseipdb.com/account/api | Reports addresses as the account.
Abyssale API key | abyssale | {an:40} | app.abyssale.com/settings | Generates images on the account.
AccuWeather API key | accuweather | {an:32} or {an:35} | developer.accuweather.com/user/me/apps | Uses the account's quota.
ActiveCampaign API key | activecampaign | {hex:64} | help.activecampaign.com/hc/en-us/articles/207317590 | Reads and mails the account's contacts.
Adafruit IO key before 2020 | adafruit,adafruit io | {hex:32} or {b64url:32} | io.adafruit.com/api/docs/#authentication | Reads and writes the feeds of the account.
Adobe client secret without a mark | adobe | {hex:32} | developer.adobe.com/console | Calls Adobe's services as this project.
Adzuna API key | adzuna | {hex:32} or {lowernum:32} | developer.adzuna.com/admin/access_details | Uses the account's quota.
Aeroworkflow API key | aeroworkflow | {an:20} | www.aeroworkflow.com/ | Reads and changes the firm's workflows.
Agora certificate | agora | {hex:32} | console.agora.io/ | Joins any channel of the application.
Aha API key | aha_,aha io,aha api | {hex:64} | www.aha.io/api | Reads and changes the product plans of the account.
AI21 API key | ai21 | {uuid} or {an:32} | studio.ai21.com/account/api-key | Runs models on the account.
Airbrake key | airbrake | {hex:32} or {hex:40} | docs.airbrake.io/docs/devops-tools/api/ | Sends errors into the project or reads them.
AirVisual API key | airvisual,iqair | {uuid} | dashboard.iqair.com/personal/api-keys | Uses the account's quota.
Airship key | airship | {an:91} or {b64url:22} | docs.airship.com/api/ua/ | Sends notifications to every device of the app.
Aiven token | aiven,aivenv1 | {b64:300-400} or {b64:300-400}= or {b64:300-400}== | aiven.io/docs/platform/howto/create_authentication_token | Administers the databases of its owner.
Alegra API key | alegra | {hex:20} | developer.alegra.com/ | Reads and writes the company's invoices.
Alchemy API key | alchemy_,alchemy api,alchemy key | {b64url:32} | www.alchemy.com/docs/create-an-api-key | Uses the account's quota of blockchain calls.
Aletheia API key | aletheia | {uppernum:32} | aletheiaapi.com/ | Uses the account's quota.
AlienVault OTX key | alienvault,otx_ | {hex:64} | otx.alienvault.com/api | Reads and writes threat reports as the account.
Allsports API key | allsports | {hex:64} | allsportsapi.com/ | Uses the account's quota.
Amadeus API secret | amadeus | {an:16} or {an:32} | developers.amadeus.com/my-apps | Searches and books travel as this application.
Ambee API key | ambee | {hex:64} | api-dashboard.getambee.com/ | Uses the account's quota.
Anypoint client secret | anypoint,mulesoft | {uuid} or {hex:32} | docs.mulesoft.com/access-management/connected-apps-overview | Administers the organisation's APIs.
Apacta API key | apacta | {uuid} | apidoc.apacta.com/ | Reads and changes the company's projects.
Api2Cart API key | api2cart | {hex:32} | app.api2cart.com/ | Reads and changes the connected shops.
Apideck API key | apideck | sk_live_{b64url:80-100} | developers.apideck.com/apis | Reads the data of all connected services.
ApiFlash access key | apiflash | {hex:32} | apiflash.com/dashboard/access_keys | Uses the account's quota.
Apifonica token | apifonica | {hex:11}-{hex:4}-{hex:4}-{hex:4}-{hex:12} or {lowernum:11-12}-{lowernum:4}-{lowernum:4}-{lowernum:4}-{lowernum:12} | www.apifonica.com/en/docs/ | Sends messages and calls on the account.
Apify legacy token | apify | {an:17} or {an:20} | docs.apify.com/platform/integrations/api | Runs actors and reads what they collected.
Apilayer key | apilayer | {an:32} | apilayer.com/account | Uses the account's quota.
API Matic key | apimatic | {b64url:64} | www.apimatic.io/ | Generates SDKs from the account's API definitions.
API Metrics key | apimetrics | {an:32} | apimetrics.io/ | Reads and changes the monitored APIs.
API Template key | apitemplate | {an:39} | app.apitemplate.io/manage-api/ | Generates documents on the account.
Apollo.io API key | apollo | {an:22} | developer.apollo.io/keys/ | Reads and changes the contacts of the team.
App Center token | appcenter,app center | {hex:40} | learn.microsoft.com/en-us/appcenter/api-docs/ | Releases builds of the account's apps.
Appcues API key | appcues | {uuid} | docs.appcues.com/ | Reads and changes flows in the product.
Appfollow API key | appfollow | {b64url:90-200} | support.appfollow.io/ | Reads reviews of the account's apps.
Appointedd API key | appointedd | {an:88} or {an:87}= or {an:84-88}= | developers.appointedd.com/ | Reads and books appointments.
AppOptics token | appoptics | {b64url:71} or {hex:64} | docs.appoptics.com/ | Writes or reads metrics.
Appsynergy API key | appsynergy | {lowernum:64} | www.appsynergy.com/ | Reads and changes the app's data.
Apptivo API key | apptivo | {b64url:36} or {an:32} | www.apptivo.com/ | Reads and changes the firm's records.
Artsy client secret | artsy | {hex:32} or {an:32} | developers.artsy.net/ | Calls the API as this application.
Asaas API key | asaas | $aact_{an:95} or $aact_prod_{an:100-200} or $aact_hmlg_{an:100-200} | docs.asaas.com/docs/autenticacao | Moves money of the account.
AssemblyAI API key | assemblyai | {hex:32} or {lowernum:32} | www.assemblyai.com/dashboard | Transcribes on the account.
Atera API key | atera | {hex:32} | app.atera.com/ | Reads and changes the customers' devices.
Audd API token | audd | {hex:32} | docs.audd.io/ | Uses the account's quota.
Autodesk client secret | autodesk,forge | {an:16} or {an:64} | aps.autodesk.com/myapps/ | Calls the platform as this application.
Autoklose API key | autoklose | {an:32} | autoklose.com/ | Reads and mails the account's contacts.
Autopilot API key | autopilot,autopilothq | {hex:32} | autopilot.docs.apiary.io/ | Reads and mails the account's contacts.
Avaza token | avaza | {digits:5-7}-{hex:40} | www.avaza.com/avaza-api-developer-documentation/ | Reads and changes projects and invoices.
Aviationstack key | aviationstack | {hex:32} | aviationstack.com/dashboard | Uses the account's quota.
Axonaut API key | axonaut | {hex:32} | axonaut.com/api/v2/doc | Reads and changes the firm's invoices.
Aylien application key | aylien | {hex:32} | docs.aylien.com/ | Uses the account's quota.
Ayrshare API key | ayrshare | {uppernum:7-8}-{uppernum:7-8}-{uppernum:7-8}-{uppernum:7-8} | app.ayrshare.com/ | Posts to the connected social accounts.
Bandwidth API secret | bandwidth_,bandwidth api | {hex:56} or {uuid} | dev.bandwidth.com/docs/credentials/ | Sends messages and calls on the account.
Bannerbear API key | bannerbear | {an:22}tt or bb_pr_{hex:30} or bb_ma_{hex:30} | app.bannerbear.com/account/settings | Generates images on the account.
Baremetrics API key | baremetrics | {an:25} or sk_{an:20-30} or lk_{an:20-30} | developers.baremetrics.com/ | Reads the company's revenue.
Baseten API key | baseten | {an:8}.{an:32} | app.baseten.co/settings/api_keys | Runs models on the account.
Beamer API key | beamer | b_{b64pad:44} | www.getbeamer.com/help/how-to-integrate-beamer-api | Posts announcements into the product.
Beebole API key | beebole | {hex:40} | beebole.com/help/api | Reads and changes the firm's timesheets.
Besnappy API key | besnappy,snappy_ | {hex:64} | help.besnappy.com/ | Reads customers' tickets.
Besttime API key | besttime | pri_{hex:32} or {an:36} | besttime.app/ | Uses the account's quota.
Better Stack token | betterstack,better stack,betteruptime,better uptime,logtail | {an:24} | betterstack.com/docs/uptime/api/getting-started-with-uptime-api/ | Reads and changes monitors and logs.
Billomat API key | billomat | {hex:32} | www.billomat.com/en/api/ | Reads and writes the firm's invoices.
Bitbar API key | bitbar | {an:32} | cloud.bitbar.com/ | Runs tests on the account's devices.
Bitcoin Average key | bitcoinaverage | {an:43} | apiv2.bitcoinaverage.com/ | Uses the account's quota.
Bitfinex API secret | bitfinex | {b64url:43} | setting.bitfinex.com/api | Trades and withdraws on the account.
Bitly access token | bitly,bit ly | {hex:40} or R_{hex:32} | app.bitly.com/settings/api/ | Changes where the account's short links lead.
Bitmex API secret | bitmex | {b64url:48} or {b64url:24} | www.bitmex.com/app/apiKeys | Trades and withdraws on the account.
Bitrise token | bitrise | {b64url:86} | devcenter.bitrise.io/en/accounts/personal-access-tokens.html | Starts builds and reads their secrets.
Bittrex key | bittrex | {lowernum:32} | bittrex.com/ | Traded and withdrew on the account.
Bitwarden access token | bitwarden,bws access | 0.{uuid}.{an:30}:{b64:22}== | bitwarden.com/help/access-tokens/ | Reads the secrets of the organisation.
Bitwarden client secret | bitwarden client,bw clientsecret | {an:30} | bitwarden.com/help/personal-api-key/ | Signs in to the vault's service; the master password still locks what is in it.
BlazeMeter token | blazemeter,runscope | {uuid} | guide.blazemeter.com/hc/en-us/articles/13329276116241 | Runs tests on the account.
Blitapp API key | blitapp | {b64url:39} | blitapp.com/api/ | Uses the account's quota.
Blocknative API key | blocknative | {uuid} | explorer.blocknative.com/account | Uses the account's quota.
Blogger API key | blogger | {b64url:39} or {lowernum:39} | console.cloud.google.com/apis/credentials | Uses the project's quota.
Blynk device token | blynk | {b64url:32} or {b64url:40} | docs.blynk.io/en/getting-started/using-the-blynk-app | Controls the device.
Bombbomb token | bombbomb | {b64url:36}.{b64url:80-140}.{b64url:300-400} | developer.bombbomb.com/ | Sends video mail as the account.
Boost Note token | boostnote,boost note | {hex:64} | boostnote.io/ | Reads and changes the team's notes.
BorgBase API token | borgbase | {b64url:140-170} | docs.borgbase.com/api | Deletes and reads backup repositories.
Braintrust API key | braintrust | sk-{an:48} | www.braintrust.dev/app/settings | Runs models and reads the organisation's logs.
Brandfetch API key | brandfetch | {an:40} or {b64:43}= | developers.brandfetch.com/ | Uses the account's quota.
Branch.io key | branchio,branch_,branch io,branch init,branch key,branch api | key_live_{an:32} or key_test_{an:32} or secret_live_{an:32} or secret_test_{an:32} | dashboard.branch.io/account-settings/profile | Creates and reads the app's links.
Browserless token | browserless | {uuid} or {hex:52} | account.browserless.io/ | Runs browsers on the account.
BrowserStack access key | browserstack | {an:20} | www.browserstack.com/accounts/profile/details | Runs tests on the account's devices.
Browshot API key | browshot | {an:28} | browshot.com/ | Uses the account's quota.
BscScan API key | bscscan | {uppernum:34} | bscscan.com/myapikey | Uses the account's quota.
Buddyns API token | buddyns | {lowernum:40} | www.buddyns.com/support/api/v2/ | Changes the account's zones.
Budibase API key | budibase | {hex:32}-{hex:80} | docs.budibase.com/docs/public-api | Reads and changes the apps' data.
Bugherd API key | bugherd | {lowernum:22} | www.bugherd.com/api_v2 | Reads and changes the projects' bugs.
Bulbul API key | bulbul | {lowernum:32} | bulbul.io/ | Reads and changes the account's tasks.
BulkSMS token secret | bulksms | {an:29} | www.bulksms.com/developer/json/v1/ | Sends messages on the account.
ButterCMS API key | buttercms | {hex:40} | buttercms.com/settings/ | Reads and writes the site's content.
Cachix auth token | cachix | eyJ{b64url:10-100}.eyJ{b64url:10-400}.{b64url:20-100} | app.cachix.org/personal-auth-tokens | Pushes binaries that others run.
Caflou token | caflou | {b64url:150-170} | www.caflou.com/ | Reads and changes the firm's records.
Calendarific API key | calendarific | {hex:40} or {an:32} | calendarific.com/account | Uses the account's quota.
Calendly token | calendly | {b64url:43} or eyJ{b64url:10-100}.eyJ{b64url:60-400}.{b64url:43} or {uppernum:32} | calendly.com/integrations/api_webhooks | Reads who meets whom, and books.
CalorieNinjas key | calorieninja,calorieninjas | {an:40} | calorieninjas.com/profile | Uses the account's quota.
Campayn API key | campayn | {lowernum:64} | campayn.com/ | Reads and mails the account's contacts.
Canny API key | canny | {uuid} | developers.canny.io/api-reference | Reads and changes customers' feedback.
Canva Connect secret | canva | cnvca{b64url:40-60} | www.canva.dev/docs/connect/ | Calls the API as this integration.
Capsule CRM token | capsulecrm,capsule crm | {b64url:64} | developer.capsulecrm.com/v2/overview/authentication | Reads and changes the firm's customers.
Captain Data API key | captaindata,captain data | {hex:64} or {uuid} | app.captaindata.co/ | Runs workflows on the account.
Carbon Interface key | carboninterface,carbon interface | {an:21} or {lowernum:21} | www.carboninterface.com/account/api_credentials/new | Uses the account's quota.
Cashboard API key | cashboard | {uppernum:3}-{uppernum:3}-{uppernum:3}-{uppernum:3} | www.cashboardapp.com/ | Reads and changes the firm's invoices.
Caspio token | caspio | {lowernum:50} or {b64url:300-400} | howto.caspio.com/web-services-api/ | Reads and changes the account's data.
Censys API secret | censys | {an:32} | search.censys.io/account/api | Uses the account's quota.
CentralStationCRM key | centralstationcrm | {lowernum:30} | api.centralstationcrm.net/ | Reads and changes the firm's customers.
CEX.IO API secret | cexio,cex io | {an:24-27} | trade.cex.io/ | Trades on the account.
ChartMogul key | chartmogul | {hex:32} or {lowernum:32} | app.chartmogul.com/ | Reads the company's revenue.
Chatbot token | chatbot_,chatbot token,chatbot api,chatbot key | {an:32} or {b64url:32} | developers.chatbot.com/ | Reads and changes the bots.
Chatfuel token | chatfuel,chatfule | {an:128} | docs.chatfuel.com/ | Sends messages as the bot.
CheckIO API key | checio,checkio | pk_{lowernum:45} | checkio.org/ | Acts as the account.
Checkly API key | checkly,checklyhq | cu_{hex:32} or {hex:32} | app.checklyhq.com/settings/account/api-keys | Changes checks and reads their secrets.
Checkvist API key | checkvist | {an:14} | checkvist.com/auth/profile | Reads and changes the account's lists.
Cicero API key | cicero | {hex:40} | app.cicerodata.com/ | Uses the account's quota.
Civo API key | civo | {an:50} | dashboard.civo.com/security | Creates and deletes the account's clusters.
Clarifai key | clarifai | {hex:32} | clarifai.com/settings/security | Runs models on the account.
Clay API key | clay_,clay api,clay key,clay token | {hex:20} | www.clay.com/ | Reads and changes the workspace's tables.
Clearbit secret key | clearbit | {hex:35} or sk_{hex:32} | dashboard.clearbit.com/api | Looks persons and companies up on the account.
ClickHelp API key | clickhelp | {an:24} | clickhelp.com/ | Reads and changes the documentation.
ClickSend API key | clicksend | {UUID} | dashboard.clicksend.com/account/subaccounts | Sends messages on the account.
Cliengo API key | cliengo | {uuid} | developers.cliengo.com/ | Reads the leads of the account.
Clientary token | clientary,ronin_ | {an:24-27} | www.clientary.com/api | Reads and changes the firm's invoices.
Clinchpad API key | clinchpad | {an:32} or {hex:32} | clinchpad.com/ | Reads and changes the firm's leads.
Clockify API key | clockify | {an:48} | app.clockify.me/user/settings | Reads and changes the workspace's time entries.
Clockwork SMS key | clockworksms,clockwork sms | {hex:40} | www.mediaburst.co.uk/ | Sends messages on the account.
Close CRM key | closecrm,close crm,close_,close api,closeio | api_{an:22}.{an:22} | developer.close.com/topics/authentication/ | Reads and changes the firm's customers.
CloudConvert API key | cloudconvert | {b64url:100-400}.{b64url:100-400} | cloudconvert.com/dashboard/api/v2/keys | Converts on the account and reads its files.
Cloud Elements secret | cloudelements,cloud elements | {b64url:43}= or {an:32} | developers.cloud-elements.com/ | Reads the data of the connected services.
Cloudimage key | cloudimage | {lowernum:30} or {b64url:30} | docs.cloudimage.io/ | Serves images on the account.
Cloudinary API secret | cloudinary | {b64url:27} | console.cloudinary.com/settings/api-keys | Reads, changes and deletes the account's media.
Cloudmersive API key | cloudmersive | {uuid} | account.cloudmersive.com/keys | Uses the account's quota.
CloudPlan API key | cloudplan | {an:32} | cloudplan.net/ | Reads the account's files.
CloudSight API key | cloudsight | {an:23} | cloudsight.ai/ | Uses the account's quota.
Cloudsmith API key | cloudsmith | {hex:40} or csa_{an:30-60} | help.cloudsmith.io/docs/api-key | Downloads and publishes the organisation's packages.
Cloverly API key | cloverly | {b64url:28} or {an:16}_{an:12} | www.cloverly.com/ | Buys offsets on the account.
Cloze API key | cloze | {hex:32} | www.cloze.com/ | Reads the account's mail and contacts.
Clustdoc API key | clustdoc | {an:60} | clustdoc.com/ | Reads the documents of the account's clients.
Codacy token | codacy | {an:20} or {hex:32} | docs.codacy.com/codacy-api/api-tokens/ | Uploads reports and reads the organisation's repositories.
Coda API token | coda_,coda io,coda api,coda token,coda key,codaio | {uuid} | coda.io/account | Reads and changes its owner's documents.
Code Climate token | codeclimate,code climate,cc_test_reporter | {hex:64} or {hex:40} | codeclimate.com/profile/tokens | Reads the quality of the organisation's repositories.
Codecov token | codecov | {uuid} or {lowernum:32} | docs.codecov.com/docs/codecov-tokens | Uploads coverage or reads the organisation's repositories.
Codemagic token | codemagic | {b64url:43} or codemagic_{an:43} | docs.codemagic.io/rest-api/codemagic-rest-api/ | Starts builds that run with the team's secrets.
Codequiry API key | codequiry | {an:64} | codequiry.com/ | Uses the account's quota.
CoinAPI key | coinapi | {uuid} | www.coinapi.io/ | Uses the account's quota.
CoinGecko API key | coingecko | CG-{an:24} | www.coingecko.com/en/developers/dashboard | Uses the account's quota.
Coinlayer key | coinlayer | {an:32} or {hex:32} | coinlayer.com/dashboard | Uses the account's quota.
Coinlib key | coinlib | {lowernum:16} | coinlib.io/profile/api | Uses the account's quota.
CoinMarketCap API key | coinmarketcap,cmc pro | {uuid} | pro.coinmarketcap.com/account | Uses the account's quota.
Collect2 key | collect2 | {uuid} | www.collect2.com/ | Uses the account's quota.
Column API key | column_ | live_{an:27} or test_{an:27} | column.com/docs/api | Moves money of the bank's customers.
CommerceJS key | commercejs | pk_{hex:42} or sk_{hex:42} or {b64url:48} | dashboard.chec.io/settings/developer | Reads and changes the shop's orders.
Commodities API key | commodities_,commodities api | {lowernum:60} | commodities-api.com/ | Uses the account's quota.
CompanyHub API key | companyhub | {an:20} | companyhub.com/ | Reads and changes the firm's customers.
ConfigCat SDK key | configcat | {an:22}/{an:22} or configcat-sdk-1/{an:22}/{an:22} | configcat.com/docs/sdk-reference/overview/ | Reads the feature flags of the environment.
Confluent API key | confluent | {an:16} or {lowernum:16} | docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html | Names the key that its secret opens the cluster with.
Contentful delivery token | contentful | {b64url:43} | www.contentful.com/developers/docs/references/authentication/ | Reads the content of the space.
ConversionTools API token | conversiontools | eyJ{b64url:10-200}.eyJ{b64url:10-200}.{b64url:40-50} | conversiontools.io/profile | Uses the account's quota.
ConvertAPI secret | convertapi | {an:16} or secret_{an:16} | www.convertapi.com/a/auth | Uses the account's quota.
ConvertKit API secret | convertkit | {b64url:43} or {b64url:22} | app.kit.com/account_settings/developer_settings | Reads and mails the account's subscribers.
Convier token | convier | {digits:2}|{an:40} | convier.me/ | Reads and changes the account's data.
Copper API key | copper_,copper crm,copper api | {hex:32} | developer.copper.com/ | Reads and changes the firm's customers.
Couchbase API key secret | couchbase | {an:64} or {b64:64} | docs.couchbase.com/cloud/management-api-guide/management-api-start.html | Administers the clusters.
CountryLayer key | countrylayer | {hex:32} | countrylayer.com/dashboard | Uses the account's quota.
Courier API key | courier | pk_prod_{uppernum:28} or pk_test_{uppernum:28} or pk_{uppernum:28} | app.courier.com/settings/api-keys | Sends messages as the workspace.
Coveralls token | coveralls | {an:32} or {b64url:37} or {lowernum:35} | docs.coveralls.io/ | Uploads coverage or reads the repositories.
CraftMyPDF API key | craftmypdf | {an:35} or {b64url:40-60} | app.craftmypdf.com/ | Generates documents on the account.
Crisp API key | crisp_,crisp chat,crisp api,crisp token | {hex:64} | docs.crisp.chat/guides/rest-api/authentication/ | Reads customers' conversations.
Crowdin token | crowdin | {hex:80} | support.crowdin.com/enterprise/personal-access-tokens/ | Reads and changes the projects' translations.
CryptoCompare API key | cryptocompare | {hex:64} | www.cryptocompare.com/cryptopian/api-keys | Uses the account's quota.
Currencycloud API key | currencycloud | {hex:64} | developer.currencycloud.com/ | Converts and pays on the account.
CurrencyFreaks key | currencyfreaks | {hex:32} | currencyfreaks.com/dashboard.html | Uses the account's quota.
Currencylayer key | currencylayer | {hex:32} | currencylayer.com/dashboard | Uses the account's quota.
CurrencyScoop key | currencyscoop,currencybeacon | {hex:32} | currencybeacon.com/account | Uses the account's quota.
Currents API key | currentsapi,currents api | {b64url:48} | currentsapi.services/ | Uses the account's quota.
Customer.io key | customer io | {hex:20} or {hex:32} | fly.customer.io/settings/api_credentials | Reads and mails the workspace's customers.
Customer Guru key | customerguru,customer guru | {an:50} or {an:30} | customer.guru/ | Reads customers' feedback.
`);
