/** Models, payments, messaging and other services whose keys carry a mark of their own: one row a credential. */
import { readTable } from '../src/catalogue/table.ts';

export const markedServices = readTable(`
Cerebras API key | | csk-{lowernum:48} | cloud.cerebras.ai/platform | Runs models on the account.
NVIDIA API key | | nvapi-{b64url:60-70} | build.nvidia.com/settings/api-keys | Runs models and pulls containers on the account.
ElevenLabs API key | | sk_{hex:48} | elevenlabs.io/app/developers/api-keys | Generates speech on the account, cloned voices included.
Fireworks AI API key | | fw_{an:22-24} | app.fireworks.ai/settings/users/api-keys | Runs models on the account.
Voyage AI API key | | pa-{b64url:43} | dashboard.voyageai.com/organization/api-keys | Runs embedding models on the account.
Tavily API key | | tvly-{an:32} or tvly-dev-{an:32} or tvly-prod-{an:32} | app.tavily.com/home | Searches on the account.
Jina AI API key | | jina_{hex:32}{b64url:28} | jina.ai/api-dashboard/key-manager | Runs models on the account.
Resend API key | | re_{an:8}_{an:24} | resend.com/api-keys | Sends mail from the account's domains.
Friendli token | | flp_{an:46} | friendli.ai/docs/guides/personal_access_tokens | Runs models on the account.
Langfuse secret key | | sk-lf-{uuid} | langfuse.com/faq/all/where-are-langfuse-api-keys | Reads the prompts and answers that the project recorded.
Langfuse public key | | pk-lf-{uuid} | langfuse.com/faq/all/where-are-langfuse-api-keys | Writes traces into the project.
Retell AI API key | | key_{hex:28} | docs.retellai.com/accounts/create_api_key | Makes phone calls on the account.
Runway API key | | key_{hex:128} | docs.dev.runwayml.com/guides/setup/ | Generates video on the account.
RunPod API key | | rpa_{an:38-50} | docs.runpod.io/get-started/api-keys | Starts machines on the account.
Pinecone API key | | pcsk_{word:56-84} | docs.pinecone.io/guides/projects/manage-api-keys | Reads and changes the project's indexes.
Coze access token | | pat_{an:64} or sat_{an:64} | www.coze.com/docs/developer_guides/pat | Runs and changes the workspace's agents.
Weights & Biases API key | | wandb_v1_{b64url:60-100} | wandb.ai/authorize | Reads and writes the runs and models of its owner.
Upstage API key | | up_{an:29} or up_{an:32} | console.upstage.ai/api-keys | Runs models on the account.
Helicone API key | | sk-helicone-{lowernum:7}-{lowernum:7}-{lowernum:7}-{lowernum:7} or pk-helicone-{lowernum:7}-{lowernum:7}-{lowernum:7}-{lowernum:7} | docs.helicone.ai/helicone-headers/helicone-auth | Reads the requests that the organisation logged.
MiniMax API key | | sk-api-{b64url:60-160} or sk-cp-{b64url:60-160} | platform.minimax.io/user-center/basic-information/interface-key | Runs models on the account.
Firecrawl API key | | fc-{hex:32} | www.firecrawl.dev/app/api-keys | Crawls on the account.
Context7 API key | | ctx7sk-{uuid} | context7.com/dashboard | Uses the account's quota.
Brave Search API key | | BSA{b64url:28} | api-dashboard.search.brave.com/app/keys | Searches on the account.
SaladCloud API key | | salad_cloud_{an:1-30}_{an:30-60} or salad_cloud_user_{an:30-60} | docs.salad.com/reference/api-usage | Starts machines on the account.
Retool access token | | retool_{an:20-60} | docs.retool.com/org-users/guides/retool-api/authentication | Changes users and apps of the organisation.
EasyPost API key | | EZAK{an:54} or EZTK{an:54} | www.easypost.com/account/api-keys | Buys postage on the account.
Flutterwave secret key | | FLWSECK-{an:30-48}-X or FLWSECK_TEST-{an:30-48}-X or FLWSECK_TEST-{hex:12} or FLWSECK_TEST{hex:12} or FLWSECK{hex:12} | developer.flutterwave.com/docs/authentication | Moves the merchant's money.
Flutterwave public key | | FLWPUBK-{an:32}-X or FLWPUBK_TEST-{an:32}-X | developer.flutterwave.com/docs/authentication | Starts payments to the merchant; it is made to be public.
Checkout.com secret key | | sk_{uuid} or sk_test_{uuid} or sk_sbox_{lowernum:26} or sk_{lowernum:26} | www.checkout.com/docs/developer-resources/api/manage-api-keys | Captures and refunds payments.
Shippo API token | | shippo_live_{hex:40} or shippo_test_{hex:40} | docs.goshippo.com/docs/guides_general/authentication/ | Buys shipping labels on the account.
Duffel access token | | duffel_live_{b64pad:43} or duffel_test_{b64pad:43} | duffel.com/docs/api/overview/making-requests | Books and pays flights on the account.
Frame.io developer token | | fio-u-{b64pad:64} | developer.frame.io/docs/getting-started/authentication | Reads the projects and media of its owner.
Mercury API token | | mercury_production_{word:30-100} or mercury_sandbox_{word:30-100} | docs.mercury.com/docs/api-tokens | Reads accounts of the company and may send money.
Midtrans server key | | Mid-server-{b64url:20-30} or SB-Mid-server-{b64url:20-30} | docs.midtrans.com/docs/switching-to-production-mode | Captures and refunds payments.
Midtrans client key | | Mid-client-{b64url:16-30} | docs.midtrans.com/docs/switching-to-production-mode | Starts payments to the merchant; it is made to be public.
Ramp client secret | | ramp_sec_{an:48} | docs.ramp.com/developer-api/v1/authorization | Reads cards and transactions of the company.
Scale AI API key | | live_{hex:32} or test_{hex:32} | scale.com/docs/authentication | Orders annotation work on the account.
Lob API key | | live_{hex:35} or test_{hex:35} or live_pub_{hex:31} or test_pub_{hex:31} | dashboard.lob.com/settings/api-keys | Sends printed mail and cheques on the account.
Kickbox API key | | live_{anyhex:64} or test_{anyhex:64} | docs.kickbox.com/docs/using-the-api | Verifies addresses on the account.
Pagar.me API key | | ak_live_{an:30} or ak_test_{an:30} | docs.pagar.me/docs/chaves-de-acesso | Captures and refunds payments.
Paddle API key | | pdl_live_apikey_{lowernum:26}_{an:22}_{an:3} or pdl_sdbx_apikey_{lowernum:26}_{an:22}_{an:3} | developer.paddle.com/api-reference/about/api-keys | Reads customers and refunds payments.
Onfido API token | | api_live.{b64url:11}.{b64url:32} or api_live_us.{b64url:11}.{b64url:32} or api_live_ca.{b64url:11}.{b64url:32} or api_live.{b64url:32} or api_live_us.{b64url:32} or api_live_ca.{b64url:32} or api_sandbox.{b64url:11}.{b64url:32} or api_sandbox.{b64url:32} | documentation.onfido.com/api/latest/#api-tokens | Reads identity documents of the applicants.
Persona API key | | persona_production_{b64url:30-64} or persona_sandbox_{b64url:30-64} | docs.withpersona.com/api-keys | Reads identity documents of the applicants.
Brevo API key | | xkeysib-{hex:64}-{an:16} | app.brevo.com/settings/keys/api | Sends mail from the account's domains and reads its contacts.
Brevo SMTP key | | xsmtpsib-{hex:64}-{an:16} | app.brevo.com/settings/keys/smtp | Sends mail from the account's domains.
MailerSend API token | | mlsn.{lowernum:40-70} | www.mailersend.com/help/managing-api-tokens | Sends mail from the account's domains.
Typeform personal access token | | tfp_{b64pad:40-64} or tfp_{b64pad:59} | www.typeform.com/developers/get-started/personal-access-token/ | Reads the answers to the account's forms.
Klaviyo private API key | | pk_{hex:34} or pk_{lowernum:34} | help.klaviyo.com/hc/en-us/articles/115005062267 | Reads and mails the account's customers.
ClickUp personal token | | pk_{digits:5-10}_{uppernum:32} | developer.clickup.com/docs/authentication | Reads and changes the workspace as its owner.
ImageKit private key | | private_{b64:27}= or private_{b64:28}= | imagekit.io/docs/api-keys | Uploads and deletes the account's media.
Adobe client secret | | p8e-{an:32} or p8e-{b64url:32} | developer.adobe.com/console | Calls Adobe's services as this project.
eBay certificate id | | PRD-{hex:12}-{hex:8}-{hex:4}-{hex:4}-{hex:4} or SBX-{hex:12}-{hex:8}-{hex:4}-{hex:4}-{hex:4} or PRD-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:8} or PRD-{hex:12}-{hex:4}-{hex:4}-{hex:4}-{hex:4} or SBX-{hex:12}-{hex:4}-{hex:4}-{hex:4}-{hex:4} | developer.ebay.com/my/keys | Calls eBay as this application.
42 Intra client secret | | s-s4t2ud-{hex:64} or s-s4t2af-{hex:64} | api.intra.42.fr/apidoc/guides/getting_started | Reads the students of the schools as this application.
Samsara API token | | samsara_api_{an:30} | developers.samsara.com/docs/authentication | Reads where the vehicles of the fleet are.
GC Notify API key | | gcntfy-{b64url:1-60}-{uuid}-{uuid} or GCNTFY-{b64url:1-60}-{uuid}-{uuid} | documentation.notification.canada.ca/en/keys.html | Sends mail and text messages of the government's service.
hCaptcha secret key | | ES_{hex:32} | docs.hcaptcha.com/ | Lets bots pass as verified.
Blynk OAuth client | | oa2-client-id_{b64url:32} | docs.blynk.io/en/blynk.cloud-business/organization-management/oauth-2.0 | Names the application that controls the organisation's devices.
Authress service client access key | | sc_{an:5-30}.{an:4-6}.acc-{b64url:6-32}.{b64:30-160} or sc_{an:5-30}.{an:4-6}.acc_{b64url:6-32}.{b64:30-160} or ext_{an:5-30}.{an:4-6}.acc-{b64url:6-32}.{b64:30-160} or scauth_{an:5-30}.{an:4-6}.acc-{b64url:6-32}.{b64:30-160} or authress_{an:5-30}.{an:4-6}.acc-{b64url:6-32}.{b64:30-160} | authress.io/app/#/settings?focus=clients | Grants and checks rights of every user of the application.
Privy authorisation key | | wallet-auth:MIGHAgEAMBMGByqGSM49{b64:120-180} | docs.privy.io/controls/authorization-keys/overview | Signs for the app's wallets.
Workato API token | | wrka-eyJ{b64url:10-400}.eyJ{b64url:10-800}.{b64url:20-800} or wrkaus-eyJ{b64url:10-400}.eyJ{b64url:10-800}.{b64url:20-800} or wrkaeu-eyJ{b64url:10-400}.eyJ{b64url:10-800}.{b64url:20-800} or wrkasg-eyJ{b64url:10-400}.eyJ{b64url:10-800}.{b64url:20-800} or wrkaau-eyJ{b64url:10-400}.eyJ{b64url:10-800}.{b64url:20-800} or wrkajp-eyJ{b64url:10-400}.eyJ{b64url:10-800}.{b64url:20-800} | docs.workato.com/en/workato-api.html | Changes recipes and the connections that they use.
`);
