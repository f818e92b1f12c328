/** Where else the same secret is likely to be: from what the repository shows of its surroundings, with the command that looks there by name. */
import type { Elsewhere, ProjectView } from '../remediation-types.ts';

type Place = Elsewhere['sites'][number];

export interface ChecklistInput {
  readonly project: ProjectView;
  /** Variables that the secrets go by, by finding. Upper snake case, so that commands need no quoting. */
  readonly variables: ReadonlyMap<string, readonly string[]>;
}

interface Site {
  readonly id: string;
  readonly title: string;
  /** Files that speak for it. */
  readonly paths: RegExp;
  /** What one of them must say; default: anything. */
  readonly text?: RegExp;
  /** Commands name variables and print no values. */
  look(variable: string): string;
}

/** Lists names alone: the answer of the service goes through a query that leaves the values out. */
const sites: readonly Site[] = [
  {
    id: 'lambda',
    title: 'environment of Lambda functions',
    paths: /(?:^|\/)(?:serverless\.(?:ya?ml|json|ts|js)|template\.ya?ml|samconfig\.toml|cdk\.json)$|\.tf$/,
    text: /lambda|AWS::Serverless|provider:|aws-cdk|version/i,
    look: (name) =>
      `aws lambda list-functions --query "Functions[?Environment.Variables.${name}].FunctionName" --output text`,
  },
  {
    id: 'ecs',
    title: 'ECS task definitions',
    paths: /(?:^|\/)(?:task[-_]?def(?:inition)?[\w.-]*\.json|copilot\/.*\.ya?ml|ecs-params\.ya?ml)$|\.tf$/i,
    text: /containerDefinitions|aws_ecs|image:|ecs/i,
    look: (name) =>
      `for t in $(aws ecs list-task-definition-families --status ACTIVE --query families --output text); do aws ecs describe-task-definition --task-definition $t --query "taskDefinition.containerDefinitions[?environment[?name=='${name}']].[name]" --output text; done`,
  },
  {
    id: 'terraform-state',
    title: 'Terraform state',
    paths: /\.tf$/,
    look: (name) => `terraform state pull | grep -c ${name}`,
  },
  {
    id: 'cloudformation',
    title: 'CloudFormation parameters',
    paths: /(?:^|\/)(?:template|cloudformation[\w./-]*)\.(?:ya?ml|json)$/,
    text: /AWSTemplateFormatVersion|AWS::/,
    look: (name) =>
      `aws cloudformation describe-stacks --query "Stacks[?Parameters[?contains(ParameterKey, '${name}')]].StackName" --output text`,
  },
  {
    id: 'github-actions',
    title: 'secrets and variables of GitHub Actions',
    paths: /^\.github\/workflows\/[^/]+\.ya?ml$/,
    look: (name) => `gh secret list | cut -f1 | grep -x ${name}; gh variable list | cut -f1 | grep -x ${name}`,
  },
  {
    id: 'gitlab-ci',
    title: 'CI/CD variables of GitLab',
    paths: /^\.gitlab-ci\.yml$/,
    look: (name) => `glab api --paginate projects/:id/variables | jq -r '.[].key' | grep -x ${name}`,
  },
  {
    id: 'circleci',
    title: 'project variables and contexts of CircleCI',
    paths: /^\.circleci\/config\.yml$/,
    look: (name) => `${name} in Project Settings > Environment Variables, and in the contexts of the organisation`,
  },
  {
    id: 'jenkins',
    title: 'credentials of Jenkins',
    paths: /(?:^|\/)Jenkinsfile$/,
    look: (name) => `${name} in Manage Jenkins > Credentials, and in the configuration of jobs`,
  },
  {
    id: 'kubernetes',
    title: 'Secrets and ConfigMaps of Kubernetes',
    paths:
      /(?:^|\/)(?:(?:k8s|kubernetes|manifests|deploy|helm|charts?|kustomize)\/.*\.ya?ml|Chart\.yaml|kustomization\.ya?ml|skaffold\.ya?ml)$/i,
    look: (name) =>
      `kubectl get secrets,configmaps -A -o json | jq -r '.items[] | select(.data // {} | has("${name}")) | .metadata.namespace + "/" + .metadata.name'`,
  },
  {
    id: 'container-images',
    title: 'container images, built before the fix',
    paths: /(?:^|\/)(?:[\w.-]*Dockerfile[\w.-]*|Containerfile)$/,
    look: (name) =>
      `for i in $(docker images -q); do docker image inspect $i --format '{{range .Config.Env}}{{println .}}{{end}}' | grep -q '^${name}=' && echo $i; done`,
  },
  {
    id: 'compose',
    title: 'hosts that run Compose',
    paths: /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/,
    look: (name) => `docker compose config --format json | jq '[.services[].environment // {} | has("${name}")] | any'`,
  },
  {
    id: 'heroku',
    title: 'config vars of Heroku',
    paths: /^(?:Procfile|app\.json)$/,
    look: (name) => `heroku config --json | jq 'has("${name}")'`,
  },
  {
    id: 'vercel',
    title: 'variables of Vercel',
    paths: /^(?:vercel\.json|\.vercelignore)$/,
    look: (name) => `vercel env ls | grep -w ${name}`,
  },
  {
    id: 'netlify',
    title: 'variables of Netlify',
    paths: /^netlify\.toml$/,
    look: (name) => `netlify env:list --json | jq 'has("${name}")'`,
  },
  { id: 'fly', title: 'secrets of Fly', paths: /^fly\.toml$/, look: (name) => `fly secrets list | grep -w ${name}` },
  {
    id: 'dotenv',
    title: 'the .env files of teammates and hosts',
    paths: /(?:^|\/)\.env[\w.-]*$|(?:^|\/)(?:package\.json|requirements[\w.-]*\.txt|pyproject\.toml)$/,
    text: /^\s*(?:export )?\w+=|dotenv|environ|decouple/m,
    look: (name) => `grep -lE '^(export )?${name}=' .env* (in every clone, and where the program runs)`,
  },
];

/** They exist for every repository. */
const always: readonly Omit<Site, 'paths' | 'text'>[] = [
  {
    id: 'clones',
    title: 'other clones, forks and branches that are not merged',
    look: () => 'unleak scan --history (in each clone; a fork keeps what was pushed before it)',
  },
  {
    id: 'documents',
    title: 'wiki, tickets, chat and password managers',
    look: (name) => `search them for ${name}; a wiki is a repository, too: clone it, then unleak scan --history`,
  },
  {
    id: 'logs-and-backups',
    title: 'CI logs and backups',
    look: () => 'they keep the value for as long as they are kept: only rotating it ends the leak',
  },
];

/** One entry a finding, each with all sites. */
export function listElsewhere({ project, variables }: ChecklistInput): readonly Elsewhere[] {
  if (variables.size === 0) return [];
  const paths = project.list();
  const found = sites.flatMap((site) => {
    const because = paths.find((path) => site.paths.test(path) && says(project, path, site.text));
    return because === undefined ? [] : [{ ...site, because }];
  });
  const all = [...found, ...always.map((site) => ({ ...site, because: null }))];
  return [...variables].map(([finding, names]) => ({
    ...{ finding, variables: names },
    sites: all.map(({ id, title, because, look }): Place => ({
      site: id,
      title,
      because,
      look: [...new Set(names.map(look))],
    })),
  }));
}

function says(project: ProjectView, path: string, text: RegExp | undefined): boolean {
  return text === undefined || text.test(project.read(path) ?? '');
}
