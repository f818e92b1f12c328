/** Microsoft Teams and Power Automate: webhook addresses, which are credentials themselves. */
import type { Pattern } from '../src/types.ts';

export const microsoftTeams = [
  {
    id: 'microsoft-teams-webhook',
    title: 'Microsoft Teams incoming webhook',
    severity: 'medium',
    regex:
      /\b(?<secret>https:\/\/(?:outlook\.office(?:365)?\.com\/webhook|[a-z0-9-]{1,60}\.webhook\.office\.com\/webhookb2)\/[0-9a-z]{8}(?:-[0-9a-z]{4}){3}-[0-9a-z]{12}@[0-9a-z]{8}(?:-[0-9a-z]{4}){3}-[0-9a-z]{12}\/IncomingWebhook\/[0-9a-z]{32}\/[0-9a-z]{8}(?:-[0-9a-z]{4}){3}-[0-9a-z]{12}(?:\/V2[A-Za-z0-9_-]{30,60})?)/i,
    keywords: ['/incomingwebhook/'],
    checks: ['mixed-alnum'],
    entropy: 3.6,
    why: 'Posts into the channel in any name.',
    revoke:
      'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
    references: [
      'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
    ],
    match: [
      "url = 'https://outlook.office.com/webhook/{uuid}@{uuid}/IncomingWebhook/{hex:32}/{uuid}'",
      'TEAMS_WEBHOOK=https://acme.webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/{hex:32}/{uuid}',
    ],
    miss: [
      'https://outlook.office.com/webhook/{uuid}@{uuid}/IncomingWebhook/{hex:31}/{uuid}',
      'https://outlook.office.com/webhook/{uuid}/IncomingWebhook/{hex:32}/{uuid}',
      'https://outlook.office.com/webhook/<id>/IncomingWebhook/<key>',
    ],
  },
  {
    id: 'microsoft-workflow-webhook',
    title: 'Power Automate or Logic Apps trigger URL with its signature',
    severity: 'medium',
    regex:
      /\bhttps:\/\/[A-Za-z0-9.-]{3,120}\.(?:logic\.azure\.com|api\.powerplatform\.com)(?::443)?\/[^\s"'`<>]{20,300}?[?&](?:amp;|\\u0026)?sig=(?<secret>[A-Za-z0-9_%-]{43,50})(?:[^A-Za-z0-9_%-]|$)/,
    longest: 620,
    keywords: ['.logic.azure.com', '.api.powerplatform.com'],
    entropy: 4,
    why: 'Starts the workflow with any input.',
    revoke: 'https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-securing-a-logic-app',
    references: ['https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-securing-a-logic-app#sas'],
    match: [
      'https://prod-12.westeurope.logic.azure.com:443/workflows/{hex:32}/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig={b64url:43}',
      '"url": "https://prod-1.uksouth.logic.azure.com/workflows/{hex:32}/triggers/manual/paths/invoke?api-version=2016-06-01&sig={b64url:43}"',
    ],
    miss: [
      'https://prod-12.westeurope.logic.azure.com/workflows/{hex:32}/triggers?api-version=2016-06-01',
      'https://prod-1.uksouth.logic.azure.com/workflows/{hex:32}/triggers/manual?sig=short',
      'https://acme.io/workflows/{hex:32}/x?sig={b64url:43}',
    ],
  },
] as const satisfies readonly Pattern[];
