/** Vendors from D to H whose keys have a shape but no mark: one row a credential. */
import { readTable } from '../src/catalogue/table.ts';

export const namedDToH = readTable(`
D7 Networks token | d7network,d7networks | {b64:23}= or {b64:22}== or {b64url:20-36}.{b64url:60-400}.{b64url:40-90} | d7networks.com/docs/ | Sends messages on the account.
Daily API key | dailyco,daily_,daily co,daily api,daily token,daily key,daily secret | {hex:64} or {lowernum:64} | dashboard.daily.co/developers | Creates and joins calls of the domain.
Dandelion token | dandelion | {lowernum:32} | dandelion.eu/profile/dashboard/ | Uses the account's quota.
Dareboost key | dareboost | {an:60} | www.dareboost.com/ | Uses the account's quota.
Databox token | databox | {an:21} | app.databox.com/ | Pushes data into the account.
Data.gov API key | datagov,data gov | {an:40} | api.data.gov/signup/ | Uses its owner's rate limit.
DataStax Astra token | datastax,astra | AstraCS:{an:24}:{hex:64} | docs.datastax.com/en/astra-db-serverless/administration/manage-application-tokens.html | Reads and writes the databases, by its role.
Datadog key under a short name | dd_secret,dd_access,dd_private | {hex:40} or {hex:32} | app.datadoghq.com/organization-settings/api-keys | Reads or writes the metrics and logs of the organisation.
Debounce API key | debounce | {an:13} | app.debounce.io/api | Verifies addresses on the account.
DeepAI API key | deepai | {uuid} | deepai.org/dashboard/profile | Runs models on the account.
DeepInfra API key | deepinfra | {an:32} | deepinfra.com/dash/api_keys | Runs models on the account.
Deepgram API key | deepgram | {hex:40} | console.deepgram.com/ | Transcribes on the account.
DeepL API key | deepl | {uuid}:fx or {uuid} | www.deepl.com/your-account/keys | Translates on the account.
Delighted API key | delighted | {an:32} | app.delighted.com/docs/api | Reads customers' answers.
Demio API secret | demio | {an:32} or {an:20} | my.demio.com/ | Reads and changes the account's webinars.
Deputy token | deputy_,deputy api,deputy token | {hex:32} | developer.deputy.com/ | Reads and changes the staff's rosters.
Detect Language key | detectlanguage,detect language | {hex:32} or {an:32} | detectlanguage.com/private | Uses the account's quota.
Detectify API key | detectify | {hex:32} | developer.detectify.com/ | Reads the vulnerabilities of the account's sites.
DeviantArt token | deviantart | {hex:32} or {hex:50} or {lowernum:32} | www.deviantart.com/developers/ | Acts as this application.
DeviceFarm or Kobiton key | kobiton | {uuid} | portal.kobiton.com/ | Runs tests on the account's devices.
Diffbot token | diffbot | {hex:32} or {lowernum:32} | app.diffbot.com/ | Uses the account's quota.
Diggernaut API key | diggernaut | {lowernum:40} | www.diggernaut.com/ | Runs crawlers on the account.
Disqus API secret | disqus | {an:64} | disqus.com/api/applications/ | Moderates the site's comments.
Ditto API key | ditto_,ditto api,ditto key | {uuid}.{lowernum:40} or {uuid}.{hex:40} | www.dittowords.com/ | Reads and changes the product's texts.
DNSCheck key | dnscheck | {hex:32} or {uuid} | www.dnscheck.co/api | Reads and changes the account's checks.
Docparser key | docparser | {hex:40} | docparser.com/ | Reads the parsed documents.
DocuSign secret | docusign | {uuid} | admindemo.docusign.com/apps-and-keys | Sends and reads envelopes as this integration.
Documo API key | documo | eyJ{b64url:10-200}.eyJ{b64url:10-400}.{b64url:40-400} or ey{an:34}.ey{an:154}.{b64url:43} | docs.documo.com/ | Sends faxes on the account.
Dotdigital password | dotdigital,dotmailer | {an:8-30} | developer.dotdigital.com/ | Reads and mails the account's contacts.
Dovico token | dovico | {hex:32}.{an:1-16} | www.dovico.com/ | Reads and changes the firm's timesheets.
Drift token | drift_,drift api,drift token | {an:32} | devdocs.drift.com/ | Reads customers' conversations.
DroneCI token | droneci,drone_,drone ci | {lowernum:32} or {an:32} | docs.drone.io/ | Starts builds that run with the repositories' secrets.
Dronahq API key | dronahq | {lowernum:50} | www.dronahq.com/ | Reads and changes the apps' data.
Duo secret key | duo_,duo secret,duosecurity,duo skey | {an:40} | duo.com/docs/adminapi | Lets sign-ins pass the second factor.
Duply key | duply | {hex:32} or {uuid} | duply.co/ | Generates images on the account.
Dwolla secret | dwolla | {an:50} | dashboard.dwolla.com/applications-legacy | Moves money of the account.
Dynalist token | dynalist | {b64url:80} or {b64url:128} | dynalist.io/developer | Reads and changes its owner's notes.
Dyspatch API key | dyspatch | {uppernum:52} | docs.dyspatch.io/api/ | Reads the mail templates of the account.
Eagle Eye Networks token | eagleeyenetworks,eagle eye | {an:15} | developer.eagleeyenetworks.com/ | Watches the account's cameras.
Easy Insight key | easyinsight,easy insight | {an:20} | www.easy-insight.com/ | Reads and writes the account's data.
EcoStruxure IT key | ecostruxure | AK1{b64:50-56} | community.se.com/t5/EcoStruxure-IT-forum/bd-p/ecostruxure-it-forum | Reads the sensors of the data centres.
Edamam application key | edamam | {hex:32} | developer.edamam.com/admin/applications | Uses the account's quota.
Eden AI key | edenai,eden ai | {an:36}.{an:92}.{b64url:43} or eyJ{b64url:10-100}.eyJ{b64url:10-400}.{b64url:43} | app.edenai.run/admin/account/settings | Runs models on the account.
8x8 API key | eightxeight,8x8 | {an:43} or {an:18-40} | connect.8x8.com/ | Sends messages on the account.
Elastic Email key | elasticemail,elastic email,elastic_ | {b64url:96} or {UUID} | app.elasticemail.com/ | Sends mail from the account's domains.
EnableX key | enablex | {an:36} | developer.enablex.io/ | Creates and joins calls of the project.
Enigma API key | enigma_,enigma api,enigma key | {an:40} | documentation.enigma.com/ | Uses the account's quota.
Envoy API key | envoy_,envoy api,envoy key | {lowernum:32} or {uuid} | developers.envoy.com/ | Reads the visitors of the firm.
Eraser API token | eraserio,eraser_,eraser api | {an:20} | docs.eraser.io/ | Reads and writes the team's documents.
Etherscan API key | etherscan | {uppernum:34} | etherscan.io/myapikey | Uses the account's quota.
Ethplorer API key | ethplorer | {b64url:22} | ethplorer.io/wallet/ | Uses the account's quota.
Etsy key | etsy | {lowernum:24} or {lowernum:24}:{an:10} | www.etsy.com/developers/your-apps | Names the application; with its secret, acts for shops.
Eventbrite token | eventbrite | {uppernum:20} | www.eventbrite.com/account-settings/apps | Reads and changes events and attendees.
Everhour API key | everhour | {hex:4}-{hex:4}-{hex:6}-{hex:6}-{hex:8} | app.everhour.com/#/account/profile | Reads and changes the team's time.
Exa API key | exaai,exa ai,exa_,exa api | {uuid} | dashboard.exa.ai/api-keys | Searches on the account.
ExchangeRate API key | exchangerate,exchange rate | {hex:24} | app.exchangerate-api.com/ | Uses the account's quota.
ExchangeRates API key | exchangeratesapi,exchangerates | {hex:32} or {an:32} | exchangeratesapi.io/dashboard | Uses the account's quota.
Exoscale API secret | exoscale | {b64url:43} or {b64url:40} | portal.exoscale.com/iam/api-keys | Creates and deletes the account's machines.
ExportSDK key | exportsdk | {b64url:45} | exportsdk.com/ | Generates documents on the account.
ExtractorAPI key | extractorapi | {lowernum:40} | extractorapi.com/ | Uses the account's quota.
Face++ secret | faceplusplus,facepp | {b64url:32} | console.faceplusplus.com/app/apikey/list | Recognises faces on the account.
FastForex key | fastforex | {hex:10}-{hex:10}-{an:6} | console.fastforex.io/ | Uses the account's quota.
Feedier key | feedier | {lowernum:32} | docs.feedier.com/ | Reads customers' feedback.
FetchRSS token | fetchrss | {hex:24}.{hex:32} or {an:40} | fetchrss.com/api | Reads and changes the account's feeds.
Fibery token | fibery | {hex:8}.{hex:35} | api.fibery.io/ | Reads and changes the workspace.
File.io key | fileio,file io | {an:16}.{an:15} or {uppernum:39} or {an:20}.{an:20} | www.file.io/developers | Reads and deletes the account's files.
Finage API key | finage | API_KEY{an:32} | moon.finage.co.uk/ | Uses the account's quota.
Financial Modeling Prep key | financialmodelingprep,financial modeling,fmp_ | {an:32} | site.financialmodelingprep.com/developer/docs/dashboard | Uses the account's quota.
Findl API key | findl | {uuid} | www.findl.com/ | Uses the account's quota.
Finicity secret | finicity | {an:20} or {hex:32} | developer.mastercard.com/ | Reads the bank accounts of the app's customers.
Finnhub API key | finnhub | {lowernum:20} or {lowernum:40} | finnhub.io/dashboard | Uses the account's quota.
Fixer API key | fixerio,fixer io,fixer_,fixer api | {an:32} | fixer.io/dashboard | Uses the account's quota.
Flat.io token | flatio,flat io | {hex:128} | flat.io/developers | Reads and changes its owner's scores.
Fleetio key | fleetio | {hex:40} | developer.fleetio.com/ | Reads and changes the fleet.
Flexport token | flexport | shltm_{b64url:40} | developers.flexport.com/ | Reads and changes the firm's shipments.
Flickr secret | flickr | {lowernum:32} or {hex:16} | www.flickr.com/services/apps/ | Acts as this application.
Flight API key | flightapi | {hex:24} or {lowernum:24} | flightapi.io/ | Uses the account's quota.
FlightLabs key | flightlabs | eyJ{b64url:10-100}.eyJ{b64url:10-400}.{b64url:40-100} | www.goflightlabs.com/ | Uses the account's quota.
FlightStats application key | flightstats | {hex:32} | developer.flightstats.com/ | Uses the account's quota.
Float API key | float_,float api,float token,float key,float com | {an:59}= or {b64:43}= or {hex:16}{b64:40-50}= | developer.float.com/ | Reads and changes the team's schedule.
Flowflu key | flowflu,flowlu | {hex:51} or {an:51} | www.flowlu.com/ | Reads and changes the firm's records.
FMFW secret | fmfw | {b64url:32} | fmfw.io/settings/api-keys | Trades on the account.
Formbucket token | formbucket | {an:5-60}.{an:5-100}.{b64url:5-60} | formbucket.com/ | Reads the answers to the account's forms.
FormCraft key | formcraft | {an:40} | formcraft-wp.com/ | Reads the answers to the account's forms.
Form.io key | formio | {an:31} or eyJ{b64url:10-100}.eyJ{b64url:10-400}.{b64url:40-100} | help.form.io/ | Reads and changes forms and answers.
Formsite key | formsite | {an:32} | support.formsite.com/ | Reads the answers to the account's forms.
Foursquare secret | foursquare | {uppernum:48} or fsq3{b64:44}= or {an:48} | foursquare.com/developers/home | Uses the account's quota.
Freemius secret key | freemius | sk_{an:29} | freemius.com/help/documentation/ | Reads the store's customers and refunds them.
FreshBooks token | freshbooks | {hex:64} or {lowernum:64} | www.freshbooks.com/api/start | Reads and writes the firm's invoices.
Freshdesk API key | freshdesk,freshservice,freshworks,myfreshworks | {an:20} or {b64url:22} | support.freshdesk.com/support/solutions/articles/215517 | Reads and answers customers' tickets.
Front API token | frontapp,front_,front api,front token,front key,front secret | {b64url:36}.{b64url:40-400}.{b64url:40-90} or {digits:36}.{b64url:180-250} | dev.frontapp.com/docs/create-and-revoke-api-tokens | Reads and answers customers' mail.
Fulcrum API token | fulcrum | {lowernum:80} | web.fulcrumapp.com/settings/api | Reads and changes the records of the field.
FullContact API key | fullcontact | {an:32} | platform.fullcontact.com/developers/api-keys | Looks persons up on the account.
FullStory API key | fullstory | na1.{b64:40-140} or eu1.{b64:40-140} or {b64:80-140} or {b64:80-140}= or {b64:80-140}== | app.fullstory.com/ui/settings/apikeys | Reads recordings of the site's visitors.
FX Market key | fxmarket,fxmarketapi | {b64url:20} | fxmarketapi.com/ | Uses the account's quota.
Geckoboard API key | geckoboard | {an:44} | app.geckoboard.com/account/details | Writes the data of the dashboards.
Gengo private key | gengo | {b64url:64} | gengo.com/ | Orders translations on the account.
Geoapify API key | geoapify | {hex:32} | myprojects.geoapify.com/ | Uses the account's quota.
Geocode key | geocode xyz,geocode_,geocode api,geocode key | {hex:28} | geocode.xyz/ | Uses the account's quota.
Geocodify key | geocodify | {hex:40} | geocodify.com/dashboard | Uses the account's quota.
Geocodio key | geocodio | {hex:39} or {an:39} | dash.geocod.io/apikey | Uses the account's quota.
Geo.ipify key | geoipifi,geoipify,ipifi,ipify | at_{an:29} or {an:32} or {an:28} | geo.ipify.org/ | Uses the account's quota.
GetEmail API key | getemail | {an:20} | getemail.io/ | Looks addresses up on the account.
GetEmails key | getemails | {hex:32} or {b64url:26} | retention.com/ | Looks persons up on the account.
GetGeoAPI key | getgeoapi | {hex:40} | getgeoapi.com/ | Uses the account's quota.
GetGist token | getgist | {b64url:60-80} | getgist.com/ | Reads and mails the account's contacts.
GetResponse API key | getresponse | {lowernum:32} | app.getresponse.com/api | Reads and mails the account's contacts.
GetSandbox key | getsandbox | {lowernum:40} | getsandbox.com/ | Changes the account's mock servers.
Gitea access token | gitea,forgejo,codeberg | {hex:40} | docs.gitea.com/development/api-usage | Reads and writes the repositories of its owner.
Gitter access token | gitter | {b64url:40} | developer.gitter.im/apps | Reads and writes in its owner's rooms.
Glassnode API key | glassnode | {an:27} | studio.glassnode.com/settings/api | Uses the account's quota.
GoCanvas key | gocanvas | {an:43}= or {b64:43}= | www.gocanvas.com/ | Reads the answers to the firm's forms.
GoCardless access token | gocardless | live_{b64pad:40} or sandbox_{b64pad:40} | manage.gocardless.com/developers/access-tokens | Collects payments from the merchant's customers.
GoDaddy API secret | godaddy | {an:22} or {an:35-40}_{an:20-24} | developer.godaddy.com/keys | Changes the account's domains.
GoodDay token | goodday | {lowernum:32} | www.goodday.work/ | Reads and changes the organisation's tasks.
GraphCMS token | graphcms,hygraph | eyJ{b64url:10-200}.eyJ{b64url:60-400}.{b64url:340-400} | hygraph.com/docs/api-reference/basics/permissions | Reads and changes the project's content.
GraphHopper key | graphhopper | {uuid} or {an:8}-{an:4}-{an:4}-{an:4}-{an:12-14} | graphhopper.com/dashboard/ | Uses the account's quota.
Greptile API key | greptile | {b64:48} or {b64:47}= | app.greptile.com/ | Reads the organisation's repositories.
Groove token | groovehq,groove_,groove api | {hex:64} or {lowernum:64} | www.groovehq.com/docs | Reads and answers customers' tickets.
GTmetrix API key | gtmetrix | {hex:32} | gtmetrix.com/api/ | Uses the account's quota.
Guardian API key | guardian_,guardian api,guardian key,theguardian | {uuid} or {lowernum:8}-{lowernum:4}-{lowernum:4}-{lowernum:4}-{lowernum:12} | open-platform.theguardian.com/ | Uses the account's quota.
Gumroad token | gumroad | {b64url:43} or {hex:64} | gumroad.com/settings/advanced | Reads the sales and buyers of the account.
Guru API key | getguru,guru_,guru api | {uuid} | developer.getguru.com/ | Reads and changes the team's knowledge.
Gyazo token | gyazo | {b64url:43} or {hex:64} | gyazo.com/oauth/applications | Reads and adds its owner's images.
Happy Scribe key | happyscribe,happy scribe | {an:24} | www.happyscribe.com/ | Transcribes on the account.
Harvest token | harvest_,harvest api,harvest token,harvestapp | {b64url:97} or {digits:6-8}.pt.{b64url:86} | id.getharvest.com/developers | Reads and changes the firm's time and invoices.
Hasura admin secret | hasura,x hasura admin secret | {an:64} or {an:32} | hasura.io/docs/2.0/auth/authentication/admin-secret-access/ | Reads and writes every table behind the API.
HelloSign API key | hellosign,dropbox sign | {b64url:64} or {hex:64} or {an:62}== or {an:64}== | app.hellosign.com/home/myAccount#api | Sends and reads signature requests.
HelpCrunch key | helpcrunch | {b64:328} or {b64:326}== or {b64:327}= | docs.helpcrunch.com/ | Reads customers' conversations.
Help Scout secret | helpscout,help scout | {an:32} or {lowernum:56} or {hex:40} | developer.helpscout.com/ | Reads and answers customers' mail.
HERE API key | hereapi,here api,here maps,heremaps,here_ | {b64url:43} | platform.here.com/admin/apps | Uses the account's quota.
Highnote key | highnote | sk_live_{b64url:40-120} or rk_live_{b64url:40-120} | highnote.com/docs | Issues cards and moves money.
Hive key | hiveage,thehive,hive_,hive api,hive key | {an:20} or {an:32} or {hex:32} | developers.hive.com/ | Reads and changes the workspace.
Holiday API key | holidayapi | {uuid} | holidayapi.com/dashboard | Uses the account's quota.
Holistic API key | holistics,holistic_,holistic api | {hex:40} or {b64:40-60}= | docs.holistics.io/ | Reads the organisation's reports.
HostAway or Host.io token | host io,hostio | {hex:14} | host.io/dashboard | Uses the account's quota.
HTML2PDF key | html2pdf | {an:64} | html2pdf.app/ | Generates documents on the account.
Humanity token | humanity_,humanity api | {hex:40} or {hex:32} | platform.humanity.com/ | Reads and changes the staff's shifts.
Hunter API key | hunterio,hunter io,hunter_,hunter api | {hex:40} | hunter.io/api-keys | Looks addresses up on the account.
Hybiscus key | hybiscus | {b64url:43} | hybiscus.dev/ | Generates documents on the account.
HyperTrack secret | hypertrack | {b64url:54} | dashboard.hypertrack.com/setup | Tracks the devices of the account.
`);
