/** Amazon Web Services: access keys (the id, the secret and the session token are one credential) and keys of single services. */
import type { Pattern } from '../src/types.ts';

const iam = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html';
const ids = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html';

export const aws = [
  {
    id: 'aws-secret-access-key',
    title: 'AWS secret access key',
    severity: 'critical',
    regex:
      /(?:(?:[Aa][Ww][Ss][\w .-]{0,20}|[Ss][Ee][Cc][Rr][Ee][Tt][_. -]?[Aa][Cc][Cc][Ee][Ss][Ss][_. -]?)(?:[Ss][Ee][Cc][Rr][Ee][Tt]|[Kk][Ee][Yy])[\w .-]{0,30}\\{0,2}["'`]?[\])]{0,2}(?:[ \t]{0,4}:[ \t]{0,4}[A-Za-z]{1,12})?[ \t]{0,8}(?:[:?|.+]{0,3}=[>=]{0,2}|:{1,2}|[>,(]|:-|,?\s{1,40}["']?[Vv]alue["']?[ \t]{0,4}[:=])\s{0,40}(?:[\w.]{1,30}\()?|\b(?:AKIA|ASIA)[A-Z2-7]{16}\b[\t\r\n -~]{0,160}?[\s"'`:=,|>])\\{0,2}["'`]{0,3}(?<secret>[A-Za-z0-9/+]{40})(?:["'`\s;,)}\]<>&#|\\@:*]|$)/,
    keywords: ['aws', 'secret_access', 'secret-access', 'secretaccess', 'secret access', 'secret.access', 'akia', 'asia'],
    entropy: 4.2,
    checks: ['mixed-alnum'],
    parts: {
      id: { regex: /\b(?<secret>(?:AKIA|ASIA)[A-Z2-7]{16})\b/, within: 400 },
      session: {
        regex:
          /[Ss][Ee][Ss][Ss][Ii][Oo][Nn][_. -]?[Tt][Oo][Kk][Ee][Nn]["']?[ \t]{0,8}[:=][ \t]{0,8}["']?(?<secret>[A-Za-z0-9/+=]{100,1000}[A-Za-z0-9/+=]{0,1000})/,
        within: 2500,
      },
    },
    overlaps: ['aws-access-key-id'],
    why: 'Signs requests as its user or role: whatever that identity may do in the account, from anywhere.',
    revoke: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html',
    references: [iam],
    match: [
      '[default]\naws_access_key_id = {aws-id:AKIA}\naws_secret_access_key = {b64:40}',
      'AWS_SECRET_ACCESS_KEY={b64:40}',
      '{ "accessKeyId": "{aws-id:ASIA}", "secretAccessKey": "{b64:40}", "sessionToken": "{b64:400}" }',
      'new S3Client("{aws-id:AKIA}", "{b64:40}")',
      '- name: AWS_SECRET_KEY\n  value: "{b64:40}"',
      '<awsSecretKey>{b64:40}</awsSecretKey>',
    ],
    miss: [
      'aws_secret_access_key = {b64:39}',
      'aws_secret_access_key = {b64:41}',
      'aws_secret_access_key = {hex:40}',
      'AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY}',
      'aws-sdk@sha1 {hex:40}',
      'arn:aws:s3:::bucket-{an:40}',
    ],
  },
  {
    id: 'aws-access-key-id',
    title: 'AWS access key id without its secret',
    severity: 'medium',
    confidence: 'medium',
    regex: /\b(?<secret>(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16})\b/,
    keywords: ['akia', 'asia', 'abia', 'acca'],
    entropy: 3,
    checks: ['aws-account-id'],
    why: 'Names the account and a key that exists; useless without its secret, which is often not far away.',
    revoke: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html',
    references: [ids],
    match: ['AWS_ACCESS_KEY_ID={aws-id:AKIA}', '"key": "{aws-id:ASIA}"', 'AKIAI{b32:15}'],
    miss: [
      'AKIA{cut:1:{b32:16}}',
      'AKIA{b32:17}',
      'AKIA7{b32:15}',
      'AKIA{of:0189:16}',
      'AKIAIOSFODNN7EXAMPLE',
      'AKIAXXXXXXXXXXXXXXXX',
      'AROA{b32:17}',
    ],
  },
  {
    id: 'aws-bedrock-api-key',
    title: 'Amazon Bedrock API key',
    severity: 'high',
    regex:
      /(?:^|[^A-Za-z0-9+/])(?<secret>ABSKQmVkcm9ja0FQSUtleS[0-3][A-Za-z0-9+/]{80,260}={0,2}|bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/]{100,1000}[A-Za-z0-9+/]{0,1000}={0,2})(?:[^A-Za-z0-9+/=]|$)/,
    keywords: ['abskqmvkcm9ja0fqsutles', 'bedrock-api-key-ymvkcm9jay5hbwf6b25hd3muy29t'],
    entropy: 4,
    why: 'Calls every model that the account may use, at the account owner’s expense.',
    revoke: 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-revoke.html',
    references: ['https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html'],
    match: [
      'AWS_BEARER_TOKEN_BEDROCK=ABSK{b64of:BedrockAPIKey-{lowernum:4}-at-{digits:12}:{an:51}}',
      'token = "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t{b64:900}"',
    ],
    miss: [
      'ABSK{b64of:BedrockAPIKey-{lowernum:4}}',
      'ABSK{an:120}',
      'bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29x{b64:900}',
      'bedrock-api-key-',
    ],
  },
  {
    id: 'aws-appsync-api-key',
    title: 'AWS AppSync API key',
    severity: 'medium',
    regex: /\b(?<secret>da2-[a-z0-9]{26})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['da2-'],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Queries the GraphQL API that it belongs to.',
    revoke: 'https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html',
    references: ['https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html'],
    match: ["aws_appsync_apiKey: 'da2-{lowernum:26}'", 'x-api-key: da2-{lowernum:26}'],
    miss: ['da2-{lowernum:25}', 'da2-{lowernum:27}', 'da2-{uppernum:26}', 'lambda2-{lowernum:26}'],
  },
  {
    id: 'aws-mws-key',
    title: 'Amazon Marketplace Web Service key',
    severity: 'high',
    regex: /\b(?<secret>amzn\.mws\.[0-9a-z]{8}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{12})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['amzn.mws.'],
    entropy: 3,
    why: 'Reads the orders and customers of a seller account.',
    revoke: 'https://developer-docs.amazon.com/sp-api/docs/rotating-your-apps-lwa-credentials',
    references: ['https://developer-docs.amazon.com/sp-api/docs'],
    match: ['MWS_AUTH_TOKEN=amzn.mws.{uuid}', '"token": "amzn.mws.{uuid}"'],
    miss: ['amzn.mws.{cut:1:{uuid}}', 'amzn.mws.00000000-0000-0000-0000-000000000000', 'amzn1.application.{uuid}'],
  },
] as const satisfies readonly Pattern[];
