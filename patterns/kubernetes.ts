/** Kubernetes and OpenShift: service-account and user tokens, kubeconfigs, Secret manifests. */
import type { Pattern } from '../src/types.ts';

export const kubernetes = [
  {
    id: 'kubernetes-service-account-token',
    title: 'Kubernetes service-account token',
    severity: 'critical',
    regex:
      /(?:^|[^A-Za-z0-9_.-])(?<secret>eyJ[A-Za-z0-9_-]{20,300}\.eyJ(?:[A-Za-z0-9_-]{4}){0,120}?(?:pc3MiOiJrdWJlcm5ldGVzL3NlcnZpY2VhY2NvdW50|a3ViZXJuZXRlcy5pb|rdWJlcm5ldGVzLm|Jlcm5ldGVzLmlv|cm5ldGVz)[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{86,})(?:[^A-Za-z0-9_-]|$)/,
    longest: 2600,
    keywords: ['pc3mioijrdwjlcm5ldgvzl3nlcnzpy2vhy2nvdw50', 'a3vizxjuzxrlcy5pb', 'rdwjlcm5ldgvzlm', 'jlcm5ldgvzlmlv'],
    checks: ['jwt'],
    overlaps: ['jwt-unusual-token', 'jwt-damaged-token', 'jwt-token', 'http-bearer-token'],
    why: 'Acts as the service account in the cluster; the older kind never expires.',
    revoke: 'https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets',
    references: ['https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/'],
    match: [
      'token: {b64urlof:{"alg":"RS256","kid":"{b64url:43}"}}.{b64urlof:{"iss":"kubernetes/serviceaccount","kubernetes.io/serviceaccount/namespace":"kube-system","sub":"system:serviceaccount:kube-system:admin"}}.{b64url:342}',
      'K8S_TOKEN={b64urlof:{"alg":"RS256","kid":""}}.{b64urlof:{"iss":"kubernetes/serviceaccount","sub":"system:serviceaccount:default:ci"}}.{b64url:342}',
    ],
    miss: [
      '{jwt}',
      '{b64urlof:{"alg":"none"}}.{b64urlof:{"iss":"kubernetes/serviceaccount","sub":"system:serviceaccount:default:ci"}}.{b64url:342}',
      '{b64urlof:{"alg":"RS256","kid":""}}.{b64urlof:{"iss":"acme","sub":"system:serviceaccount:default:ci"}}.{b64url:342}',
    ],
  },
  {
    id: 'kubernetes-bootstrap-token',
    title: 'Kubernetes bootstrap token',
    severity: 'high',
    regex:
      /(?:[Bb][Oo][Oo][Tt][Ss][Tt][Rr][Aa][Pp][_-]?[Tt][Oo][Kk][Ee][Nn]|kubeadm[ \t]join[^\n]{1,120}?--token|--discovery-token|--tls-bootstrap-token|kubeadm[_-]?token|KUBEADM_TOKEN)["']?[ \t]{0,4}[:= ][ \t]{0,4}["']?(?<secret>[a-z0-9]{6}\.[a-z0-9]{16})\b/,
    longest: 620,
    keywords: ['bootstrap', 'kubeadm', '--discovery-token'],
    checks: ['mixed-alnum'],
    entropy: 3.2,
    why: 'Joins a node to the cluster while it is valid.',
    revoke: 'https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-token/',
    references: ['https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/'],
    match: [
      'kubeadm join 10.0.0.1:6443 --token {lowernum:6}.{lowernum:16} --discovery-token-ca-cert-hash sha256:{hex:64}',
      'BOOTSTRAP_TOKEN: "{lowernum:6}.{lowernum:16}"',
    ],
    miss: [
      'kubeadm join 10.0.0.1:6443 --token abcdef.0123456789abcdef',
      'BOOTSTRAP_TOKEN: "{lowernum:6}.{lowernum:15}"',
      'version: {lowernum:6}.{lowernum:16}',
    ],
  },
  {
    id: 'kubernetes-kubeconfig-token',
    title: 'Token in a kubeconfig',
    severity: 'critical',
    regex:
      /\n[ \t]{0,8}user:[ \t]{0,4}\r?\n[ \t]{1,12}token:[ \t]{1,4}["']?(?<secret>[A-Za-z0-9._~+/:-]{16,}={0,2})(?:["'\s]|$)/,
    longest: 1048,
    keywords: ['    token: '],
    checks: ['mixed-alnum'],
    entropy: 3.4,
    why: 'Authenticates to the cluster as this user.',
    revoke: 'https://kubernetes.io/docs/reference/access-authn-authz/authentication/',
    references: ['https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/'],
    match: [
      'users:\n- name: ci\n  user:\n    token: {hex:32}\n',
      'users:\n- name: admin\n  user:\n    token: kubeconfig-user-{lowernum:10}:{lowernum:54}\n',
    ],
    miss: [
      'users:\n- name: ci\n  user:\n    tokenFile: /run/token/{an:20}\n',
      'users:\n- name: ci\n  user:\n    token: REDACTED\n',
      'user:\n  name: {an:20}\n',
    ],
  },
  {
    id: 'openshift-user-token',
    title: 'OpenShift access token',
    severity: 'critical',
    regex: /(?:^|[^A-Za-z0-9])(?<secret>sha256~[A-Za-z0-9_-]{43})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['sha256~'],
    checks: ['mixed-alnum'],
    entropy: 4,
    overlaps: ['http-bearer-token', 'http-bearer-token-signs'],
    why: 'Acts as its user in the cluster until it expires.',
    revoke: 'https://docs.openshift.com/container-platform/latest/authentication/managing-oauth-access-tokens.html',
    references: [
      'https://docs.openshift.com/container-platform/latest/authentication/managing-oauth-access-tokens.html',
    ],
    match: [
      'oc login --token=sha256~{b64url:43} --server=https://api.acme.io:6443',
      'Authorization: Bearer sha256~{b64url:43}',
    ],
    miss: ['sha256~{an:42}', 'sha256~{an:44}', '--token="sha256~XXXXXXXXXX_PUT_YOUR_TOKEN_HERE_XXXXXXXXXXXX"'],
  },
  {
    id: 'kubernetes-secret-manifest',
    title: 'Value in a Kubernetes Secret manifest',
    severity: 'high',
    confidence: 'medium',
    regex:
      /(?:^|\n)[ \t]{0,8}["']?kind["']?:[ \t]{1,4}["']?[Ss]ecret["']?[ \t]{0,8}\r?\n(?:[^\n]*\n){0,12}?[ \t]{0,8}(?:data|"data"):[ \t]{0,8}\r?\n(?:[ \t]{0,12}#[^\n]{0,120}\n){0,2}[ \t]{1,12}["']?[\w.-]{1,80}["']?:[ \t]{1,4}(?:[|>]-?[ \t]{0,4}\r?\n[ \t]{1,16})?["']?(?<secret>[A-Za-z0-9+/]{10,}={0,3})(?:["'\s]|$)/,
    longest: 4400,
    keywords: ['kind: secret', "kind: 'secret", 'kind: "secret'],
    entropy: 2.8,
    overlaps: ['kubernetes-secret-manifest-data-first'],
    why: 'Base64 is no encryption: whoever reads the manifest has the value.',
    revoke: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    references: ['https://kubernetes.io/docs/concepts/configuration/secret/'],
    match: [
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ntype: Opaque\ndata:\n  password: {b64of:{an:14}}\n',
      "apiVersion: 'v1'\nkind: 'Secret'\ndata:\n  # rotated in May\n  token: '{b64of:{an:32}}'\nmetadata:\n  name: 'x'\n",
    ],
    miss: [
      'apiVersion: external-secrets.io/v1beta1\nkind: ExternalSecret\nmetadata:\n  name: db\ndata:\n  password: {b64of:{an:14}}\n',
      "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ntype: Opaque\ndata:\n  htpasswd: ''\n",
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  password: {{ .Values.password | b64enc }}\n',
    ],
  },
  {
    id: 'kubernetes-secret-manifest-data-first',
    title: 'Value in a Kubernetes Secret manifest',
    severity: 'high',
    confidence: 'medium',
    regex:
      /(?:^|\n)[ \t]{0,8}["']?data["']?:[ \t]{0,8}\r?\n(?:[ \t]{0,12}#[^\n]{0,120}\n){0,2}[ \t]{1,12}["']?[\w.-]{1,80}["']?:[ \t]{1,4}(?:[|>]-?[ \t]{0,4}\r?\n[ \t]{1,16})?["']?(?<secret>[A-Za-z0-9+/]{10,1000}={0,3})["']?[ \t]{0,8}\r?\n(?:[^\n]*\n){0,12}?[ \t]{0,8}["']?kind["']?:[ \t]{1,4}["']?[Ss]ecret["']?[ \t]{0,8}(?:\r?\n|$)/,
    longest: 2400,
    keywords: ['kind: secret', "kind: 'secret", 'kind: "secret'],
    entropy: 2.8,
    why: 'Base64 is no encryption: whoever reads the manifest has the value.',
    revoke: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    references: ['https://kubernetes.io/docs/concepts/configuration/secret/'],
    match: [
      'apiVersion: v1\ndata:\n  password: {b64of:{an:14}}\n  username: YWRtaW4=\nkind: Secret\nmetadata:\n  name: db\n',
      'data:\n  .dockercfg: |\n    {b64of:{"auths":{"r.acme.io":{"auth":"{an:30}"}}}}\nmetadata:\n  name: pull\nkind: Secret',
    ],
    miss: [
      'apiVersion: v1\ndata:\n  extra: YmFyCg==\nkind: Secret\n',
      'apiVersion: v1\ndata:\n  password: {b64of:{an:14}}\nkind: ConfigMap\n',
      'spec:\n  data:\n    - secretKey: {an:14}\nkind: ExternalSecret\n',
    ],
  },
] as const satisfies readonly Pattern[];
