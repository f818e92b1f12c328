/** Which variables of the environment a program's own code asks for or sets: a value that goes by such a name would be mixed up with what it holds. */
import type { ProjectView } from '../remediation-types.ts';
import type { Surroundings } from './naming.ts';

const code = /\.(?:pyw?|[mc]?[jt]sx?)$/;
const access =
  /\b(?:environ|env)(?:\.(?:get|pop|setdefault)\(\s{0,8}|\[\s{0,8})["'`]([A-Za-z_]\w{0,60})|\b(?:get|put|set|del)env\(\s{0,8}["'`]([A-Za-z_]\w{0,60})|\bprocess\.env\.([A-Za-z_]\w{0,60})|\benv=["']([A-Z]\w{0,60})/g;

export function environmentNames(project: ProjectView): ReadonlySet<string> {
  const sources = project.list().filter((path) => code.test(path) && !path.includes('node_modules/'));
  return new Set(sources.flatMap((path) => namesIn(project.read(path) ?? '')));
}

/** Whether a value stands where its variable is set from a file, or falls back to it: then both are the same thing. */
export function isOfVariable({ path, before }: Surroundings, name: string): boolean {
  return !code.test(path) || namesIn(before).includes(name);
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(access)].map((match) => match.slice(1).find((name) => name !== undefined) ?? '');
}
