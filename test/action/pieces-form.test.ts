/** The form of the pieces that no program of their services can be asked about: each has only what the service's reference names. */
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { azureTemplateSchema, gitlabSpecSchema } from '../fixtures/piece-schemas.ts';
import { readGitlab, readPiece } from './pieces.ts';

const ajv = new Ajv({ allowUnionTypes: true });
const azure = ajv.compile(azureTemplateSchema);
const gitlab = ajv.compile(gitlabSpecSchema);

describe('azure-pipelines.yml', () => {
  const piece = readPiece('azure-pipelines.yml');

  it('is a template of jobs', () => {
    expect(azure(parse(piece)), JSON.stringify(azure.errors)).toBe(true);
  });

  it.each([
    ['a misspelt property', 'displayName:', 'displayname:'],
    ['a misspelt input', 'testResultsFiles:', 'testResultsFile:'],
    ['a text where a task wants a truth', /failTaskOnMissingResultsFile: true/, "failTaskOnMissingResultsFile: 'true'"],
    ['a number where a step wants a text', /fetchDepth: '0'/, 'fetchDepth: 0'],
    ['a task that is none of these', 'NodeTool@0', 'NodeTools@0'],
  ])('is not one with %s', (_, right, wrong) => {
    const text = piece.replace(right, wrong);
    expect(text).not.toBe(piece);
    expect(azure(parse(text))).toBe(false);
  });

  it('refers to parameters that it has, and uses all of them', () => {
    const { parameters } = parse(piece) as { parameters: { name: string }[] };
    const used = [...piece.matchAll(/\$\{\{ parameters\.(\w+) \}\}/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(parameters.map(({ name }) => name)));
  });
});

describe('gitlab.yml', () => {
  const { spec } = readGitlab();
  const piece = readPiece('gitlab.yml');

  it('has a header and a body, and the header is one of inputs', () => {
    expect(parseAllDocuments(piece)).toHaveLength(2);
    expect(gitlab(spec), JSON.stringify(gitlab.errors)).toBe(true);
  });

  it.each([
    ['a misspelt word', { inputs: { stage: { default: 'test', descripton: 'Stage.' } } }],
    ['a default that is no text', { inputs: { stage: { default: 1, description: 'Stage.' } } }],
    ['inputs elsewhere', { input: {} }],
  ])('is none with %s', (_, wrong) => {
    expect(gitlab(wrong)).toBe(false);
  });

  it('refers to inputs that it has, and uses all of them', () => {
    const used = [...piece.matchAll(/\$\[\[ inputs\.([\w-]+) \]\]/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(Object.keys((spec as { inputs: object }).inputs)));
  });
});
