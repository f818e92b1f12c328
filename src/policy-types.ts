/** Policies as AWS reads them: what a plan shows, and what a secret is given for its readers elsewhere. */

/** An IAM policy document; its resources are exact. */
export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: 'Allow';
    readonly Action: readonly string[];
    readonly Resource: readonly string[];
  }[];
}

/**
 * The policy of a secret itself, for readers in other accounts. There `*` means the secret that has the policy, and its replicas, whose ARNs
 * differ.
 */
export interface ResourcePolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: 'Allow';
    readonly Principal: { readonly AWS: readonly string[] };
    readonly Action: readonly string[];
    readonly Resource: '*';
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  }[];
}
