/** What a person writes where no rewriter knows the kind of file: an expression of its language, or what to do with the file. */
import type { SecretRef } from '../remediation-types.ts';

const ways: readonly (readonly [files: RegExp, advise: (variable: string) => string])[] = [
  [/\.go$/i, (variable) => `write os.Getenv("${variable}")`],
  [/\.(?:java|kts?|scala|groovy)$/i, (variable) => `write System.getenv("${variable}")`],
  [/\.cs$/i, (variable) => `write Environment.GetEnvironmentVariable("${variable}")`],
  [/\.rb$/i, (variable) => `write ENV.fetch("${variable}")`],
  [/\.php$/i, (variable) => `write getenv('${variable}')`],
  [/\.rs$/i, (variable) => `write std::env::var("${variable}")`],
  [/\.(?:sh|bash|zsh|ksh)$/i, (variable) => `write "\${${variable}:?}"`],
  [
    /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w-]+)?$|\.dockerfile$/i,
    (variable) => `delete the instruction, as images keep it, and give ${variable} to the container when it starts`,
  ],
  [/\.tfvars$/i, () => 'delete the line, and set TF_VAR_ with the name of the Terraform variable'],
  [/\.tf$/i, () => 'refer to a variable that is declared with sensitive = true, and set TF_VAR_ with its name'],
  [
    /\.(?:pem|key|p8|pk8|ppk)$|(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$/i,
    () => 'git rm the file, and write it where the program starts',
  ],
  [/\.(?:md|mdx|rst|adoc|txt|html?)$/i, () => 'delete the value from the text, or say where it is kept'],
];

/** One line, with where the value is kept; never the value. */
export function stepByHand(path: string, { name, key, env }: SecretRef): string {
  const where = key === undefined ? name : `${name} (key ${key})`;
  const way = ways.find(([files]) => files.test(path))?.[1](env);
  return way === undefined ? `read the variable ${env} instead, or load the secret ${where}` : `${way}, from ${where}`;
}
