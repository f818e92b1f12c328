/** The checklist of places outside of the repository: each site by the file that speaks for it, commands by name alone. */
import { describe, expect, it } from 'vitest';
import { listElsewhere } from '../../src/plan/checklist.ts';

const variables = new Map([['id1', ['STRIPE_KEY']]]);

function sitesOf(files: Readonly<Record<string, string>>): readonly string[] {
  const project = { list: () => Object.keys(files), read: (path: string) => files[path] };
  return listElsewhere({ project, variables }).flatMap(({ sites }) => sites.map(({ site }) => site));
}

const always = ['clones', 'documents', 'logs-and-backups'];

describe('what a repository shows of its surroundings', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['nothing', { 'a.py': 'import os\n' }, []],
    ['a workflow', { '.github/workflows/ci.yml': 'on: push\n' }, ['github-actions']],
    ['serverless.yml', { 'serverless.yml': 'provider:\n  name: aws\n' }, ['lambda']],
    ['a SAM template', { 'template.yaml': 'Transform: AWS::Serverless-2016-10-31\n' }, ['lambda', 'cloudformation']],
    ['Terraform of ECS', { 'infra/ecs.tf': 'resource "aws_ecs_task_definition" "a" {}\n' }, ['ecs', 'terraform-state']],
    ['Terraform of Lambda', { 'a.tf': 'resource "aws_lambda_function" "a" {}\n' }, ['lambda', 'terraform-state']],
    ['a task definition', { 'task-definition.json': '{"containerDefinitions": []}\n' }, ['ecs']],
    ['GitLab', { '.gitlab-ci.yml': 'a:\n' }, ['gitlab-ci']],
    ['CircleCI and Jenkins', { '.circleci/config.yml': '', Jenkinsfile: '' }, ['circleci', 'jenkins']],
    ['manifests', { 'k8s/app.yaml': 'kind: Deployment\n' }, ['kubernetes']],
    ['a chart', { 'ops/Chart.yaml': 'name: a\n' }, ['kubernetes']],
    ['an image', { 'docker/app.Dockerfile': 'FROM scratch\n' }, ['container-images']],
    ['Compose', { 'compose.prod.yaml': 'services:\n' }, ['compose']],
    ['Heroku', { Procfile: 'web: a\n' }, ['heroku']],
    ['an example of variables', { '.env.example': 'A=\n' }, ['dotenv']],
    ['a manifest with dotenv', { 'package.json': '{"dependencies":{"dotenv":"1"}}' }, ['dotenv']],
    ['a manifest without', { 'package.json': '{}' }, []],
  ])('%s', (_, files, expected) => {
    expect(sitesOf(files)).toEqual([...expected, ...always]);
  });
});

it('names the file that speaks for a site, and asks for the variable by name', () => {
  const project = { list: () => ['.github/workflows/a.yml'], read: () => '' };
  const [first] = listElsewhere({ project, variables: new Map([['id1', ['A_KEY', 'B_KEY']]]) });
  expect(first?.sites[0]).toMatchObject({
    site: 'github-actions',
    because: '.github/workflows/a.yml',
    look: [expect.stringContaining('grep -x A_KEY') as string, expect.stringContaining('grep -x B_KEY') as string],
  });
});

it('is empty where there is nothing to look for', () => {
  expect(listElsewhere({ project: { list: () => ['Procfile'], read: () => '' }, variables: new Map() })).toEqual([]);
});
