/** The conformance tests that moto 5.2.5 does not pass, by what it does instead. docs/emulator.md shows the sentences, and a test compares. */

export interface MotoDifference {
  /** What moto does, as the page says it. */
  readonly moto: string;
  /** Full names of the tests. */
  readonly tests: readonly string[];
}

export const motoDifferences: readonly MotoDifference[] = [
  {
    moto: 'takes names of any length and characters',
    tests: [
      'CreateSecret refuses an empty name',
      'CreateSecret refuses a name of 513 characters',
      'CreateSecret refuses a name with a space',
      'CreateSecret refuses a name with an exclamation mark',
      'CreateSecret refuses a name outside ASCII',
    ],
  },
  {
    moto: 'takes values of any size, empty ones, and both kinds at once',
    tests: [
      'CreateSecret refuses an empty value',
      'CreateSecret refuses an empty binary value',
      'CreateSecret refuses a value of 65,537 bytes',
      'CreateSecret refuses a value whose UTF-8 is too long',
      'CreateSecret refuses a binary value of 65,537 bytes',
      'CreateSecret refuses both kinds of value',
      'CreateSecret does not quote a value that it refuses',
      'PutSecretValue refuses both values',
    ],
  },
  {
    moto: 'takes any number of tags, of any length, reserved ones and repetitions included, and descriptions of any length',
    tests: [
      'CreateSecret refuses a description of 2,049 characters',
      'CreateSecret refuses fifty-one tags',
      'CreateSecret refuses a tag key of 129 characters',
      'CreateSecret refuses a tag value of 257 characters',
      'CreateSecret refuses an empty tag key',
      'CreateSecret refuses a reserved tag key',
      'CreateSecret refuses the same tag key twice',
      'tags are fifty at most, those that are there included',
    ],
  },
  {
    moto: 'takes any text as a resource policy, public ones too, and has no ValidateResourcePolicy',
    tests: [
      'resource policies are refused not JSON',
      'resource policies are refused not an object',
      'resource policies are refused without statements',
      'resource policies are refused without a principal',
      'resource policies that anybody may read are refused on request',
      'resource policies are validated: a good one',
      'resource policies are validated: a public one',
      'resource policies are validated: a broken one',
    ],
  },
  {
    moto: 'takes any number of labels on a version and of secrets in a batch, and batches of nothing',
    tests: [
      'PutSecretValue refuses twenty-one labels',
      'PutSecretValue refuses a twenty-first label on a version that has twenty',
      'BatchGetSecretValue refuses neither a list nor filters',
      'BatchGetSecretValue refuses twenty-one secrets',
    ],
  },
  {
    moto: 'answers what is not found with HTTP 404',
    tests: [
      'CreateSecret makes a secret without a version when it is given no value',
      'GetSecretValue does not find a secret in another region',
    ],
  },
  {
    moto: 'changes secrets that are scheduled for deletion, and words the refusals otherwise',
    tests: [
      'CreateSecret refuses a name that is taken until its recovery window ends',
      'GetSecretValue refuses a secret that is scheduled for deletion',
      'PutSecretValue refuses a secret that is scheduled for deletion',
    ],
  },
  {
    moto: 'reads the newest value as the current one even after AWSCURRENT has been moved back: a rollback cannot be proved on it',
    tests: ['UpdateSecretVersionStage rolls back: AWSCURRENT moves, and AWSPREVIOUS follows'],
  },
  {
    moto: 'removes AWSCURRENT, and lists versions without labels as labelled ones and under the name instead of the ARN',
    tests: [
      'UpdateSecretVersionStage never takes AWSCURRENT away',
      'UpdateSecretVersionStage makes a version without labels deprecated: listed on request only',
      'PutSecretValue moves AWSCURRENT, and AWSPREVIOUS after it',
    ],
  },
  {
    moto: 'takes invented page tokens, and sorts by date in one direction only',
    tests: ['ListSecrets refuses a token of another question', 'ListSecrets sorts by name or date, either way'],
  },
  {
    moto: 'fails with an internal error where nothing is left for a random password',
    tests: ['GetRandomPassword refuses nothing to choose from'],
  },
  {
    moto: 'has no StopReplicationToReplica, shows no primary region on a primary, and misnames the secret in the message of a failed replica',
    tests: [
      'a replica has the same ARN but for its region, and knows its primary',
      'a replica becomes a secret of its own',
      'a name that is taken in the other region makes the replica fail, and stays as it was',
    ],
  },
];
