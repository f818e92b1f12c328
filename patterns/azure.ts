/** Microsoft Azure: account keys, connection strings, client secrets and signatures; newer keys carry a mark of the service that issued them. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const storage = 'https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage';
const sas = 'https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas';

export const azure = [
  {
    id: 'azure-storage-account-key',
    title: 'Azure storage account key',
    severity: 'critical',
    regex: assigned('account key|storage key|storage account*key|storage access key|azure*key', '[A-Za-z0-9+/]{86}=='),
    keywords: [
      'account_key',
      'account-key',
      'accountkey',
      'account.key',
      'account key',
      'storage_key',
      'storage-key',
      'storagekey',
      'storage.key',
      'storage key',
      'storage_acc',
      'storage-acc',
      'storageacc',
      'storage.acc',
      'storage acc',
      'azure',
    ],
    checks: ['azure-storage-key'],
    parts: { account: { regex: /AccountName=(?<secret>[a-z0-9]{3,24})/, within: 300 } },
    overlaps: ['azure-marked-key'],
    why: 'Reads, writes and deletes everything in the storage account.',
    revoke: storage,
    references: [storage],
    match: [
      'DefaultEndpointsProtocol=https;AccountName=shopdata;AccountKey={b64bytes:64};EndpointSuffix=core.windows.net',
      'AZURE_STORAGE_KEY="{b64bytes:64}"',
    ],
    miss: [
      'AccountKey={b64bytes:63}',
      'AccountKey={b64bytes:66}',
      'AccountKey={b64:86};',
      'AccountKey=$accountKey;',
      'integrity="sha512-{b64bytes:64}"',
    ],
  },
  {
    id: 'azure-marked-key',
    title: 'Azure service key with its service’s mark',
    severity: 'critical',
    regex:
      /(?:^|[^A-Za-z0-9+/])(?<secret>[A-Za-z0-9+/]{76}(?:\+ASt|\+ABa|ACDb|APIM|\+AMC)[A-Za-z0-9+/]{5}[AQgw]==|[A-Za-z0-9+/]{33}(?:\+ASb|\+AEh|\+ARm|AIoT|AzCa)[A-P][A-Za-z0-9+/]{5}=|[A-Za-z0-9+/]{42}(?:\+ACR|AzSe)[A-D][A-Za-z0-9+/]{5})(?:[^A-Za-z0-9+/=]|$)/,
    keywords: ['+ast', '+aba', 'acdb', 'apim', '+amc', '+asb', '+aeh', '+arm', 'aiot', 'azca', '+acr', 'azse'],
    entropy: 4,
    checks: ['mixed-alnum'],
    overlaps: ['azure-shared-access-key', 'azure-cosmos-key'],
    why: 'Full access to the storage account, database, message broker, registry, cache or search service.',
    revoke: 'https://portal.azure.com/',
    references: ['https://learn.microsoft.com/purview/sit-defn-azure-storage-account-key'],
    match: ['key: "{b64:76}+ASt{b64:5}A=="', 'ACR_PASSWORD={b64:42}+ACRA{b64:5}', 'redis = "{an:33}AzCaA{an:5}="'],
    miss: ['{b64:75}+ASt{b64:5}A==', '{b64:77}+ASt{b64:5}A==', '{b64:42}+ACRZ{b64:5}', '{b64:42}+ACRA{b64:6}'],
  },
  {
    id: 'azure-cosmos-key',
    title: 'Azure Cosmos DB account key',
    severity: 'critical',
    regex:
      /(?:AccountEndpoint=https:\/\/(?<account>[a-z0-9-]{1,50})\.documents\.azure\.com[:\d\/]{0,8};AccountKey=|[Cc][Oo][Ss][Mm][Oo][Ss][\w .-]{0,30}[Kk][Ee][Yy]["']?[ \t]{0,8}[:=][ \t]{0,8}["']?)(?<secret>[A-Za-z0-9+/]{86}==)/,
    keywords: ['.documents.azure.com', 'cosmos'],
    checks: ['azure-storage-key'],
    overlaps: ['azure-storage-account-key', 'azure-marked-key'],
    why: 'Reads, writes and deletes every database of the account.',
    revoke: 'https://learn.microsoft.com/azure/cosmos-db/how-to-rotate-keys',
    references: ['https://learn.microsoft.com/azure/cosmos-db/secure-access-to-data'],
    match: [
      'AccountEndpoint=https://shop.documents.azure.com:443/;AccountKey={b64bytes:64};',
      'COSMOS_DB_KEY={b64bytes:64}',
    ],
    miss: [
      'AccountEndpoint=https://shop.documents.azure.com:443/;AccountKey={b64bytes:62};',
      'COSMOS_KEY={b64:86}',
      'COSMOS_KEY=${COSMOS_KEY}',
    ],
  },
  {
    id: 'azure-client-secret',
    title: 'Microsoft Entra application client secret',
    severity: 'critical',
    regex: /(?:^|[^A-Za-z0-9_.~-])(?<secret>[A-Za-z0-9_.~-]{3}[0-9]Q~[A-Za-z0-9_.~-]{31,34})(?:[^A-Za-z0-9_.~-]|$)/,
    keywords: ['0q~', '1q~', '2q~', '3q~', '4q~', '5q~', '6q~', '7q~', '8q~', '9q~'],
    entropy: 4,
    checks: ['mixed-alnum'],
    parts: {
      tenant: {
        regex:
          /[Tt][Ee][Nn][Aa][Nn][Tt][\w -]{0,12}["']?\s{0,4}[:=]\s{0,4}["']?(?<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/,
        within: 600,
      },
      client: {
        regex:
          /[Cc][Ll][Ii][Ee][Nn][Tt][_ -]?[Ii][Dd]["']?\s{0,4}[:=]\s{0,4}["']?(?<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/,
        within: 600,
      },
    },
    why: 'Signs in as the application, with all its roles in the tenant.',
    revoke: 'https://portal.azure.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
    references: ['https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials'],
    match: [
      'AZURE_CLIENT_SECRET={an:3}8Q~{an:34}',
      'client_secret = "{an:3}7Q~{of:abcdefghijkABCDEFGH0123456789_.-:31}"',
    ],
    miss: [
      '{an:3}8Q~{an:30}',
      '{an:3}8Q~{an:35}',
      '{an:3}8Q{an:35}',
      'x{an:3}8Q~{an:34}',
      '~~~8Q~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~',
    ],
  },
  {
    id: 'azure-sas-signature',
    title: 'Azure shared access signature',
    severity: 'high',
    regex:
      /\bsv=20\d\d-\d\d-\d\d[A-Za-z0-9%&=:.;_-]{0,400}?&(?:amp;)?sig=(?<secret>(?:[A-Za-z0-9+/]|%2[BbFf]){43}(?:=|%3[Dd]))/,
    keywords: ['sig='],
    entropy: 3.5,
    why: 'Whoever has the address may do what it says (sp=) until it expires (se=).',
    revoke: 'https://learn.microsoft.com/azure/storage/common/storage-sas-overview',
    references: ['https://learn.microsoft.com/rest/api/storageservices/create-service-sas'],
    match: [
      'https://shop.blob.core.windows.net/backup?sp=r&st=2030-01-01T00:00:00Z&se=2031-01-01T00:00:00Z&sv=2022-11-02&sr=c&sig={an:20}%2B{an:22}%3D',
      '?sv=2021-06-08&ss=bfqt&srt=sco&sp=rwdlac&se=2031-01-01T00:00:00Z&sig={b64:43}=',
    ],
    miss: ['?sv=2021-06-08&sig={an:42}%3D', '?sv=2021-06-08&sp=r&sig=<signature>', '&sig={an:43}%3D'],
  },
  {
    id: 'azure-shared-access-key',
    title: 'Azure Service Bus, Event Hubs or IoT Hub key',
    severity: 'critical',
    regex:
      /(?:sb:\/\/(?<host>[A-Za-z0-9.-]{3,80})\/?;|\b[Hh]ost[Nn]ame=[A-Za-z0-9.-]{3,80};)?[A-Za-z0-9=;_-]{0,120}\b[Ss]hared[Aa]ccess[Kk]ey["']?\s{0,4}[:=]\s{0,4}["']?(?<secret>[A-Za-z0-9+/]{43}=)/,
    keywords: ['sharedaccesskey'],
    entropy: 4,
    checks: ['mixed-alnum'],
    why: 'Sends and receives the messages that its policy covers.',
    revoke: sas,
    references: [sas],
    match: [
      'Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey={b64bytes:32}',
      'HostName=shop.azure-devices.net;SharedAccessKeyName=iothubowner;SharedAccessKey={b64bytes:32}',
    ],
    miss: [
      'SharedAccessKey={b64bytes:30}',
      'SharedAccessKey={b64:43};',
      'SharedAccessKeyName=RootManageSharedAccessKey',
    ],
  },
  {
    id: 'azure-functions-key',
    title: 'Azure Functions key',
    severity: 'high',
    regex:
      /(?:\.azurewebsites\.net\/[A-Za-z0-9_.\/?&=-]{1,200}[?&]code=(?<secret>[A-Za-z0-9_\/+%-]{50,80}(?:==|%3[Dd]%3[Dd])))/,
    keywords: ['.azurewebsites.net/'],
    entropy: 4,
    checks: ['mixed-alnum'],
    why: 'Calls the function, or with the host key every function of the application.',
    revoke: 'https://learn.microsoft.com/azure/azure-functions/function-keys-how-to',
    references: ['https://learn.microsoft.com/azure/azure-functions/security-concepts'],
    match: [
      'https://shop.azurewebsites.net/api/orders?code={b64url:44}AzFu{b64url:5}Q==',
      'POST https://x.azurewebsites.net/api/a?b=c&code={b64url:54}==',
    ],
    miss: [
      'https://shop.azurewebsites.net/api/orders?code={b64url:20}==',
      'https://shop.azurewebsites.net/api/orders?code={an:54}',
      'https://shop.azurewebsites.net/?x=1',
    ],
  },
  {
    id: 'azure-app-configuration',
    title: 'Azure App Configuration connection string',
    severity: 'high',
    regex:
      /https:\/\/(?<host>[A-Za-z0-9-]{1,60}\.azconfig\.io);Id=(?<id>[A-Za-z0-9+/:=._-]{4,60});Secret=(?<secret>[A-Za-z0-9+/]{36,88}={0,2})(?:[^A-Za-z0-9+/=]|$)/,
    keywords: ['.azconfig.io'],
    entropy: 4,
    why: 'Reads the application’s configuration and, with a read-write key, changes it.',
    revoke: 'https://learn.microsoft.com/azure/azure-app-configuration/howto-best-practices',
    references: ['https://learn.microsoft.com/azure/azure-app-configuration/'],
    match: [
      'Endpoint=https://shop.azconfig.io;Id=Ab1c-l0-s0:{an:20};Secret={b64:43}=',
      '"Endpoint=https://shop.azconfig.io;Id={an:4};Secret={an:84}"',
    ],
    miss: [
      'Endpoint=https://contoso.azconfig.io;Id=xxx;Secret=xxx',
      'Endpoint=https://shop.azconfig.io;Id={an:4};Secret={b64:20}',
      'https://shop.azconfig.io',
    ],
  },
] as const satisfies readonly Pattern[];
