/** HashiCorp Consul and Nomad: ACL tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const uuid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

export const consul = [
  {
    id: 'consul-token',
    title: 'Consul or Nomad token',
    severity: 'high',
    regex: assigned(
      'consul * token|nomad token|nomad * token|x consul token|x nomad token|consul master token|consul bootstrap token',
      uuid,
    ),
    keywords: ['consul', 'nomad'],
    why: 'Reads and changes services, keys and jobs of the cluster, as far as its policies allow.',
    revoke: 'https://developer.hashicorp.com/consul/commands/acl/token/delete',
    references: [
      'https://developer.hashicorp.com/consul/docs/secure/acl/token',
      'https://developer.hashicorp.com/nomad/docs/secure/acl/tokens',
    ],
    match: [
      'CONSUL_HTTP_TOKEN={uuid}',
      "curl -H 'X-Nomad-Token: {uuid}' https://nomad.acme.io:4646/v1/jobs",
      'consul_acl_token = "{uuid}"',
    ],
    miss: ['CONSUL_NODE_ID={uuid}', 'CONSUL_HTTP_TOKEN={hex:32}', 'consul_http_token = var.consul_token'],
  },
] as const satisfies readonly Pattern[];
