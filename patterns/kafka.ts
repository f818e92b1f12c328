/** Kafka: passwords in SASL login configurations (JAAS), and Confluent Cloud API secrets. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const kafka = [
  {
    id: 'kafka-jaas-password',
    title: 'Kafka SASL (JAAS) password',
    severity: 'high',
    regex:
      /LoginModule[ \t\r\n\\]{1,8}(?:required|requisite|sufficient|optional)[ \t\r\n\\]{1,12}(?:[\w.-]{2,40}[ \t]{0,3}=[ \t]{0,3}\\{0,2}["']?[^\s"'\\;]{1,100}\\{0,2}["']?[ \t\r\n\\]{1,12}){0,3}?password[ \t]{0,3}=[ \t]{0,3}\\{0,2}["']?(?<secret>[^\s"'\\;$%<{*][^\s"'\\;]{2,150})/,
    keywords: ['LoginModule'],
    longest: 700,
    checks: ['password-like'],
    why: 'Produces to and consumes from every topic that this principal may use.',
    revoke: 'https://kafka.apache.org/documentation/#security_sasl',
    references: ['https://kafka.apache.org/documentation/#security_sasl_plain_clientconfig'],
    match: [
      'sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="svc" password="{an:20}";',
      'KafkaClient {\n  org.apache.kafka.common.security.scram.ScramLoginModule required\n  username="svc"\n  password="{an:16}";\n};',
    ],
    miss: [
      'sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="svc" password="${KAFKA_PASSWORD}";',
      'com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true keyTab="/etc/kafka.keytab";',
    ],
  },
  {
    id: 'kafka-confluent-secret',
    title: 'Confluent Cloud API secret',
    severity: 'critical',
    regex: /(?:^|[^A-Za-z0-9+/])(?<secret>cflt[A-Za-z0-9+/]{60})(?:[^A-Za-z0-9+/=]|$)/,
    keywords: ['cflt'],
    checks: ['mixed-alnum'],
    entropy: 4,
    overlaps: ['kafka-confluent-legacy-secret'],
    why: 'Manages or uses the Kafka clusters, schemas and connectors of the Confluent Cloud account.',
    revoke:
      'https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html',
    references: [
      'https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html',
    ],
    match: ['CONFLUENT_API_SECRET=cflt{b64:60}', 'sasl.password: "cflt{b64:60}"'],
    miss: ['CONFLUENT_API_SECRET=cflt{b64:50}', 'cflt{b64:70}', 'inflight{b64:60}'],
  },
  {
    id: 'kafka-confluent-legacy-secret',
    title: 'Confluent Cloud API secret (without prefix)',
    severity: 'critical',
    regex: assigned('confluent * secret|ccloud * secret|confluent * token', '[A-Za-z0-9+/]{64}'),
    keywords: ['confluent', 'ccloud'],
    checks: ['mixed-alnum'],
    entropy: 4,
    why: 'Manages or uses the Kafka clusters, schemas and connectors of the Confluent Cloud account.',
    revoke:
      'https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html',
    references: [
      'https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html',
    ],
    match: ['CONFLUENT_CLOUD_API_SECRET={b64:64}', 'confluent_secret: "{b64:64}"'],
    miss: [
      'CONFLUENT_CLOUD_API_SECRET={b64:48}',
      'CONFLUENT_CLOUD_API_KEY={uppernum:16}',
      'CONFLUENT_CLOUD_API_SECRET=${SECRET}',
    ],
  },
] as const satisfies readonly Pattern[];
