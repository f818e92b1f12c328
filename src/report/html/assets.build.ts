/** The script and the style of the HTML report, made when unleak is built: each is one text whose hash the page's policy names. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { build, transform } from 'esbuild';

// Relative to the repository, in which builds and tests run.
const folder = 'src/report/html';

export const script: string = await bundleScript();
export const style: string = await minifyStyle();
/** As a content security policy names them (W3C CSP 3, 2.3.1). */
export const scriptHash: string = hashSource(script);
export const styleHash: string = hashSource(style);

async function bundleScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${folder}/client/main.ts`],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  return (outputFiles[0]?.text ?? '').trim();
}

async function minifyStyle(): Promise<string> {
  const { code } = await transform(readFileSync(`${folder}/page.css`, 'utf8'), {
    loader: 'css',
    minify: true,
    legalComments: 'none',
    target: ['chrome123', 'firefox120', 'safari17.5'],
  });
  return code.trim();
}

function hashSource(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
