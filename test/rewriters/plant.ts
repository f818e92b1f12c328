/** Requests for rewriters: every `§` of a text becomes a value made at run time, and a site. */
import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { ProjectView, Reader, Rewrite, Rewriter, SecretRef, Site } from '../../src/remediation-types.ts';
import { applyEdits } from '../../src/rewriters/edits.ts';
import { Secret } from '../../src/secret.ts';

export const mark = '§';
export const loader = 'def secret(name, key=None):\n    raise LookupError(name)\n';

export interface Planting {
  readonly path: string;
  /** `§` stands for the value. */
  readonly before: string;
  readonly ref?: SecretRef;
  /** Other files of the project. */
  readonly files?: Readonly<Record<string, string>>;
  /** The value as stored, and how it is written in the file. Default: 32 random hexadecimal digits, as they are. */
  readonly value?: string;
  readonly written?: string;
}

export const reference: SecretRef = { name: '/prod/shop/stripe', key: 'api_key', env: 'STRIPE_KEY' };

export interface Planted extends Rewrite {
  /** The text with the edits, in which a value that is left shows as `§`. */
  readonly after: string;
  /** Refusals as `code`. */
  readonly codes: readonly string[];
}

/** Rewrites, and expects what holds for every rewrite: it parses before and after, and says nothing of the value. */
export async function plant(rewriter: Rewriter, planting: Planting): Promise<Planted> {
  const { path, before, ref = reference, files = {}, value = randomBytes(16).toString('hex') } = planting;
  const { written = value } = planting;
  const text = before.replaceAll(mark, () => written);
  const sites: Site[] = [...before.matchAll(new RegExp(mark, 'g'))].map(({ index }, i) => {
    const start = index + i * (written.length - mark.length);
    return { start, end: start + written.length, ref, value: new Secret(value) };
  });
  const project = viewProject({ ...files, [path]: text });
  const rewrite = await rewriter.rewrite({ path, text, sites, project, reader });
  const result = applyEdits(text, rewrite.edits);
  const parsed = await rewriter.parses(path, text);
  expect(await rewriter.parses(path, result), result).toBe(parsed);
  expect(JSON.stringify(rewrite)).not.toContain(value);
  const again = await rewriter.rewrite({ path, text: result, sites: [], project, reader });
  expect(again.edits).toEqual([]);
  return { ...rewrite, after: result.replaceAll(written, mark), codes: rewrite.refusals.map(({ code }) => code) };
}

function viewProject(files: Readonly<Record<string, string>>): ProjectView {
  return { read: (path) => files[path], list: () => Object.keys(files) };
}

const python = { dependency: { ecosystem: 'pypi', name: 'boto3', version: '1.44.5' }, loader: () => loader } as const;
const javascript = { dependency: { ecosystem: 'npm', name: 'store', version: '1.0.0' }, loader: () => '' } as const;
const reader: Reader = { store: 'test', python, javascript };
