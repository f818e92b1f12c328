/** Tokens of a known length that text is glued to: the end of a line that was lost, the same token again, a character too many. */
import type { Pattern } from '../src/types.ts';

/** id and title | what the token begins with | the rest, as an expression and as a template | page | why. */
const rows = `
huggingface Hugging Face token | hf_ | [A-Za-z]{34} | {alpha:34} | huggingface.co/settings/tokens | Reads private models and, with write scope, replaces them.
perplexity Perplexity API key | pplx- | [A-Za-z0-9]{48} | {an:48} | www.perplexity.ai/settings/api | Calls models at the owner’s expense.
xai xAI API key | xai- | [A-Za-z0-9]{80} | {an:80} | console.x.ai/ | Calls models at the owner’s expense.
slack-app Slack app-level token | xapp- | \\d-[A-Z0-9]{9,12}-\\d{10,14}-[a-f0-9]{64} | 1-A{uppernum:10}-{digits:13}-{hex:64} | api.slack.com/apps | Receives the app’s events from every workspace.
one-password-recovery 1Password recovery code | 1PRK- | (?:[A-Z0-9]{4}-){12}[A-Z0-9]{4} | {uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4}-{uppernum:4} | support.1password.com/recovery-codes/ | Opens the vault of its owner.
`;

/** Behind the token there is more of what tokens are made of. */
const more = '[A-Za-z0-9_-]{1,300}';

export const gluedTokens: readonly Pattern[] = rows
  .trim()
  .split('\n')
  .map((row) => row.split(/ \|(?= )/).map((cell) => cell.trim()))
  .map(([name = '', mark = '', form = '', template = '', page = '', why = '']) => {
    const [id = '', ...title] = name.split(' ');
    const value = `${mark}${template}`;
    return {
      id: `${id}-glued`,
      title: `${title.join(' ')} with text glued to it`,
      severity: 'medium' as const,
      confidence: 'medium' as const,
      regex: new RegExp(`(?:^|[^A-Za-z0-9_-])(?<secret>${mark.replace('.', '\\.')}${form}${more})(?:[^A-Za-z0-9_-]|$)`),
      keywords: [mark],
      // What people call things has letters again and again; drawn ones have not.
      entropy: template.includes('{uppernum') ? 3 : 4.2,
      why,
      revoke: `https://${page}`,
      references: [`https://${page}`],
      match: [`token = "${value}{lower:5}"`, `${value}${value}`],
      miss: [`token = "${value}"`, `x${value}{lower:5}`, `token = "${mark}{lower:12}"`],
    };
  });
