/** Developer tools and infrastructure whose tokens carry a mark of their own: one row a credential. */
import { readTable } from '../src/catalogue/table.ts';

export const markedDeveloper = readTable(`
1Password secret key | | A3-{uppernum:6}-{uppernum:6}-{uppernum:5}-{uppernum:5}-{uppernum:5}-{uppernum:5} or A3-{uppernum:6}-{uppernum:11}-{uppernum:5}-{uppernum:5}-{uppernum:5} | support.1password.com/secret-key/ | With the account password, opens every vault of the account.
1Password service account token | | ops_eyJ{b64url:200-1600} or ops_eyJ{b64:200-1600} or ops_eyJ{b64:200-1600}= or ops_eyJ{b64:200-1600}== | developer.1password.com/docs/service-accounts/manage-service-accounts/ | Reads the secrets of every vault that the service account may see.
1Password recovery code | | 1PRK-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4} | support.1password.com/recovery-codes/ | Takes the account over when its password is lost.
Sourcegraph access token | | sgp_{anyhex:40} or sgp_local_{anyhex:40} or sgp_{anyhex:16}_{anyhex:40} | sourcegraph.com/docs/cli/how-tos/creating_an_access_token | Reads all code that its owner can search.
Sourcegraph license token | | slk_{hex:64} | sourcegraph.com/docs/cli/how-tos/creating_an_access_token | Uses the licence of the organisation.
Sourcegraph Cody gateway token | | sgd_{hex:64} | sourcegraph.com/docs/cody/core-concepts/cody-gateway | Calls models at the expense of the organisation.
Buildkite API access token | | bkua_{hex:40} or bkpt_{an:40-200} | buildkite.com/user/api-access-tokens | Reads build logs and starts builds that run with the pipeline's secrets.
Buildkite agent token | | bkct_{an:40-200} or bkat_{an:40-200} | buildkite.com/docs/agent/v3/tokens | Registers an agent that is given jobs and their secrets.
Harness access token | | pat.{b64url:20-24}.{an:24}.{an:20} or sat.{b64url:20-24}.{an:24}.{an:20} | developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/ | Changes and runs pipelines with their deployment credentials.
Dynatrace token | | dt0c01.{an:24}.{an:64} or dt0s01.{an:24}.{an:64} or dt0s02.{an:8}.{an:64} or dt0s08.{an:8}.{an:64} or dt0s16.{an:8}.{an:64} | docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens | Reads monitoring data and, by its scopes, changes the environment.
Infracost API key | | ico-{an:32} | www.infracost.io/docs/infracost_cloud/key_concepts/ | Uses the organisation's account and sees its cost estimates.
Prefect API key | | pnu_{lowernum:36} or pnb_{lowernum:36} | docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys | Runs flows and reads the secrets of the workspace.
Clojars deploy token | | CLOJARS_{lowernum:60} | clojars.org/tokens | Publishes new versions of the packages that its owner maintains.
Defined Networking API token | | dnkey-{b64pad:26}-{b64pad:52} | docs.defined.net/glossary/api-key/ | Adds hosts to the private network.
ReadMe API key | | rdme_{lowernum:70} | docs.readme.com/main/reference/authentication | Reads and rewrites the documentation of the project.
Ionic API token | | ion_{an:42} | ionic.io/docs/appflow/personal-access-tokens | Builds and deploys the account's apps.
Snyk personal access token | | snyk_uat.{hex:8}.{b64url:20-400} or snyk_sat.{hex:8}.{b64url:20-400} | docs.snyk.io/snyk-api/authentication-for-api | Reads the vulnerabilities of all projects of the organisation.
StackHawk API key | | hawk.{an:20}.{an:20} | docs.stackhawk.com/apidocs.html | Starts scans and reads what they found.
Zuplo API consumer key | | zpka_{hex:32}_{hex:8} | zuplo.com/docs/articles/api-key-management | Calls the API behind the gateway as this consumer.
Contentful personal access token | | CFPAT-{b64url:43} | www.contentful.com/help/personal-access-tokens/ | Reads and changes all content of its owner's spaces.
Deno Deploy token | | ddp_{an:36} or ddw_{an:36} | docs.deno.com/deploy/ | Deploys code to the account's projects.
Packagist token | | packagist_ack_{hex:24-100} or packagist_acs_{hex:24-160} or packagist_out_{hex:24-160} or packagist_uut_{hex:24-160} | packagist.com/docs/api | Reads or publishes the organisation's packages.
Dependency-Track API key | | odt_{an:32} or odt_{an:8}_{an:32} | docs.dependencytrack.org/integrations/rest-api/ | Reads the components and vulnerabilities of all projects.
Thunderstore API token | | tss_{an:36} | thunderstore.io/settings/ | Publishes packages of the team.
WakaTime API key | | waka_{uuid} or waka_{hex:36} or waka_tok_{an:40-100} or waka_ref_{an:40-100} or waka_sec_{an:40-100} | wakatime.com/settings/api-key | Reads what its owner works on, and when.
Lichess API token | | lip_{an:20} | lichess.org/account/oauth/token | Acts on the account by its scopes.
Rootly API token | | rootly_{hex:64} | docs.rootly.com/api-reference/overview | Reads and changes incidents.
Polar access token | | polar_oat_{b64url:30-64} or polar_pat_{b64url:30-64} or polar_at_o_{b64url:30-64} or polar_at_u_{b64url:30-64} or polar_rt_o_{b64url:30-64} or polar_rt_u_{b64url:30-64} or polar_cs_{b64url:30-64} or polar_whs_{b64url:30-64} | docs.polar.sh/integrate/authentication | Reads customers and orders of the organisation and changes them.
PostHog personal API key | | phx_{b64url:40-48} or phs_{b64url:40-48} or pha_{b64url:40-60} or phr_{b64url:40-60} | posthog.com/docs/api#personal-api-keys | Reads the product's analytics and the persons in it.
PostHog project API key | | phc_{b64url:40-44} | posthog.com/docs/api#project-api-key | Sends events into the project; it is made to be public, a flood of events is what it allows.
Tailscale key | | tskey-auth-{an:5-24}-{an:8-64} or tskey-api-{an:5-24}-{an:8-64} or tskey-client-{an:5-24}-{an:8-64} or tskey-scim-{an:5-24}-{an:8-64} or tskey-webhook-{an:5-24}-{an:8-64} | tailscale.com/kb/1085/auth-keys | Joins machines to the private network, or administers it.
Scalingo API token | | tk-us-{b64url:48} | doc.scalingo.com/platform/user-management/api-tokens | Deploys to the account's apps and reads their environment.
CockroachDB Cloud API key | | CCDB1_{b64url:22}_{an:40} | www.cockroachlabs.com/docs/cockroachcloud/managing-access#manage-service-accounts | Creates, reads and deletes clusters.
Endor Labs API credential | | endr+{an:16-20} | docs.endorlabs.com/administration/api-keys/ | Reads the findings of the tenant, by the rights of the key.
Octopus Deploy API key | | API-{uppernum:25-34} | octopus.com/docs/octopus-rest-api/how-to-create-an-api-key | Deploys releases with the credentials of all targets.
SpectralOps key | | spu-{lowernum:32} | docs.spectralops.io/ | Reports scans as the organisation.
TruffleHog Enterprise key | | thog-key-{lowernum:16} or thog-agent-{an:10-60} | trufflesecurity.com/trufflehog-enterprise | Connects a scanner as the organisation.
Nightfall API key | | NF-{an:32} | help.nightfall.ai/developer-api/quickstart | Scans content on the account.
UpCloud API token | | ucat_{an:24-40} | upcloud.com/docs/guides/managing-api-tokens/ | Creates and deletes servers of the account.
Mergify API key | | mergify_application_key_{b64url:40-120} | docs.mergify.com/api-usage/ | Queues and merges pull requests.
CodeRabbit API key | | cr-{hex:58} | docs.coderabbit.ai/guides/api-keys | Reads reviews of the organisation.
Cursor API key | | key_{hex:64} or crsr_{hex:64} | cursor.com/docs/api | Runs agents on the repositories of the account.
Devin API key | | apk_{b64:60-160} or apk_{b64:60-160}= or apk_{b64:60-160}== or apk_user_{b64:60-200} or apk_user_{b64:60-200}= or apk_user_{b64:60-200}== or cog_{lowernum:52} | docs.devin.ai/api-reference/overview | Runs agents with the organisation's repositories and secrets.
Aikido token | | AIK_CI_{an:40-80} or AIK_SECRET_{an:40-80} or AIK_RUNTIME_{an:10-80} | help.aikido.dev/ | Reads or reports the security findings of the account.
Axiom token | | xaat-{uuid} or xapt-{uuid} | axiom.co/docs/reference/tokens | Reads or writes the organisation's logs.
Inngest signing key | | signkey-prod-{hex:64} or signkey-test-{hex:64} or signkey-branch-{hex:64} | www.inngest.com/docs/platform/signing-keys | Calls the functions of the app as if it were the platform.
Trigger.dev key | | tr_prod_{an:20-40} or tr_dev_{an:20-40} or tr_stg_{an:20-40} or tr_pat_{an:32-48} | trigger.dev/docs/apikeys | Starts tasks with the environment's secrets.
E2B API key | | e2b_{hex:40} | e2b.dev/docs/api-key | Runs code in sandboxes on the account.
Unkey root key | | unkey_{an:20-40} | www.unkey.com/docs/security/root-keys | Creates, reads and revokes API keys of the workspace.
Val Town token | | vtwn_{an:24-48} | docs.val.town/api/authentication/ | Runs and changes the account's code.
Infisical service token | | st.{hex:24}.{hex:32}.{hex:32} | infisical.com/docs/documentation/platform/token | Reads the secrets of the project.
Convex deploy key | | prod:{lower:3-10}-{lower:3-10}-{digits:3}{b64:1}eyJ{b64url:40-200} or eyJ2MiI6{b64:60-120}= | docs.convex.dev/production/hosting/ | Deploys functions and reads the database.
Cypress record key | cypress,record key | {uuid} | docs.cypress.io/cloud/account-management/projects#Record-keys | Uploads test runs to the project.
Semaphore API token | semaphoreci,semaphore_,semaphore api | {an:20} or {hex:40} | docs.semaphore.io/reference/api | Starts builds that run with the project's secrets.
Knapsack Pro token | knapsack,knapsackpro | {hex:32} | docs.knapsackpro.com/ | Reports test runs of the project.
Portainer access token | | ptr_{b64:43}= or ptr_{b64:43} | docs.portainer.io/api/access | Controls the containers of all environments.
WunderGraph Cosmo API key | | cosmo_{hex:32} | cosmo-docs.wundergraph.com/studio/api-keys | Changes the federated graphs of the organisation.
Tinybird token | | p.eyJ{b64url:60-140}.{b64url:20-60} | www.tinybird.co/docs/forward/administration/tokens | Reads and changes the workspace's data, by its scopes.
HashiCorp Boundary token | | at_{an:10}_{an:100-200} | developer.hashicorp.com/boundary/docs/concepts/domain-model/auth-methods | Opens sessions to hosts behind Boundary.
Fleetbase API key | | flb_live_{an:20} or flb_test_{an:20} | docs.fleetbase.io/ | Reads and changes orders and drivers.
Voiceflow API key | | VF.DM.{hex:24}.{an:16} or VF.WS.{hex:24}.{an:16} | docs.voiceflow.com/docs/api-keys | Runs and changes the assistant.
SettleMint access token | | sm_aat_{an:16} or sm_pat_{an:16} or sm_sat_{an:16} | console.settlemint.com/documentation/platform-components/security-and-authentication/personal-access-tokens | Administers the platform's blockchain nodes.
Adafruit IO key | | aio_{an:28} | io.adafruit.com/api/docs/#authentication | Reads and writes the feeds of the account.
Apify API token | | apify_api_{an:34-38} or apify_proxy_{an:20-40} | docs.apify.com/platform/integrations/api | Runs actors and reads what they collected.
Alchemy webhook or access key | | alcht_{an:30} | www.alchemy.com/docs/create-an-api-key | Uses the account's quota of blockchain calls.
Databento API key | | db-{an:29} | databento.com/docs/portal/api-keys | Buys market data on the account.
dfuse API key | | web_{hex:32} or mobile_{hex:32} | docs.dfuse.io/ | Uses the account's quota of blockchain calls.
DevCycle key | | dvc_server_{word:20-80} or dvc_mobile_{word:20-80} or dvc_client_{word:20-80} | docs.devcycle.com/platform/security-and-guardrails/api-keys | Reads the feature flags of the environment.
Recharge API token | | sk_1x1_{hex:64} or sk_2x2_{hex:64} or sk_3x3_{hex:64} or sk_5x5_{hex:64} or sk_10x10_{hex:64} | docs.getrecharge.com/docs/recharge-api-key | Reads and changes subscriptions and customers.
Ubidots token | | BBFF-{an:30} or BBUS-{an:30} | docs.ubidots.com/v1.6/reference/authentication | Reads and writes the readings of all devices.
Riot Games API key | | RGAPI-{uuid} | developer.riotgames.com/docs/portal | Uses the product's rate limit.
Teamwork token | | tkn.v1_{b64:70-110} or tkn.v1_{b64:70-110}= or tkn.v1_{b64:70-110}== | apidocs.teamwork.com/docs/teamwork/getting-started/teamwork-api-authentication-methods | Reads and changes projects as its owner.
PubNub secret key | | sec-c-{b64:48} | www.pubnub.com/docs/general/security/access-control | Grants itself any right on the keyset's channels.
PubNub publish or subscribe key | | pub-c-{an:8}-{an:4}-{an:4}-{an:4}-{an:12} or sub-c-{an:8}-{an:4}-{an:4}-{an:4}-{an:12} | www.pubnub.com/docs/general/setup/account-setup | Sends or reads messages where access control is off.
Clerk machine key | | ak_{an:32} | clerk.com/docs/guides/development/machine-auth/overview | Calls the backend as this machine.
Cal.com API key | | cal_live_{hex:32} or cal_{hex:32} | cal.com/docs/api-reference/v2/introduction | Reads and books in the calendars of the account.
Dub API key | | dub_{an:24} | dub.co/docs/api-reference/tokens | Changes where the workspace's short links lead.
Nylas API key | | nyk_v0_{an:60-80} or nyk_{an:60-80} | developer.nylas.com/docs/v3/auth/ | Reads the mail and calendars of all connected accounts.
`);
