/** The page of benchmarks: a section for each command, in one order, with the machine that it was measured on; what is not measured stays as it is. */

/** Sections by the name that `npm run bench` knows them by, in their order on the page. */
export const sections = {
  hook: 'Hook',
  history: 'History',
  logs: 'Logs',
  patterns: 'Patterns',
  incremental: 'New commits',
  scaling: 'Scaling',
  equal: 'Readers',
  confirm: 'Places',
} as const;

export type SectionName = keyof typeof sections;

/** What takes minutes, or says nothing of a generated history, is asked for by its name. */
export const special: readonly SectionName[] = ['incremental', 'scaling', 'equal', 'confirm'];

export const sectionNames = Object.keys(sections) as readonly SectionName[];

export interface Measured {
  readonly name: SectionName;
  readonly text: string;
}

export function renderSection({ name, text }: Measured, machine: string): string {
  return `## ${sections[name]}\n\n\`npm run bench -- ${name}\` on ${machine}:\n\n${text.trim()}\n`;
}

/** The page with the sections of this run in the place of earlier ones. */
export function renderPage(page: string, measured: readonly Measured[], machine: string): string {
  const [, ...earlier] = page.split(/^(?=## )/m);
  const headOf = (section: string): string => /^## (.*)/.exec(section)?.[1] ?? '';
  const byHead = new Map(earlier.map((section) => [headOf(section), `${section.trim()}\n`]));
  for (const one of measured) byHead.set(sections[one.name], renderSection(one, machine));
  const order: readonly string[] = Object.values(sections);
  const placeOf = (head: string): number => (order.includes(head) ? order.indexOf(head) : order.length);
  const sorted = [...byHead].toSorted(([a], [b]) => placeOf(a) - placeOf(b)).map(([, section]) => section);
  return [head, ...sorted].join('\n');
}

const code = (name: string): string => `\`${name}\``;
const usual = sectionNames.filter((name) => !special.includes(name));

const head = `# Benchmarks

Written by \`npm run bench -- NAME… --write [REPOSITORY…]\`, section by section: the ratios are what counts. Without a name it measures ${listOf(usual)};
${listOf(special)} are measured by name only, on the repositories that are named.
`;

function listOf(names: readonly string[]): string {
  return `${names.slice(0, -1).map(code).join(', ')} and ${code(names.at(-1) ?? '')}`;
}
