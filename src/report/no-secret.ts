/** What to do about a finding that is no secret: an allow comment on its line, and the baseline where the file can have no comment. */
import type { Finding } from '../types.ts';

/** In a file that is nothing but a value, a comment would be a part of that. */
const wholeFile = 'generic-lone-credential';

/** Forms of files that have no comments. */
const commentless = /\.(?:json|ipynb|har|csv|tsv|pem|key)$/i;

const accept = 'accept it with `unleak baseline`, or allow its id in the configuration';

/** As the end of a sentence, for one place of a finding. `path`: as it is reported. */
export function adviseOn({ rule }: Pick<Finding, 'rule'>, path: string): string {
  if (rule === wholeFile || commentless.test(path)) return accept;
  return `end the line with a comment: unleak:allow ${rule} REASON`;
}

/** The same for all findings of a rule. `quote`: around what is typed. */
export function adviseOnRule(rule: string, quote = ''): string {
  if (rule === wholeFile) return accept;
  return `end the line with a comment: ${quote}unleak:allow ${rule} REASON${quote}; where the file can have none, ${accept}`;
}
