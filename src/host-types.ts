/** What a code host needs to place a finding. */

/** The repository that a scan's root lies in, as far as it is known. */
export interface RepositoryFacts {
  /** From the repository's top to the scan's root: '' or `packages/pay/`. */
  readonly prefix: string;
  /** Where it is hosted, without credentials: http, https, ssh or git. */
  readonly url?: string;
  /** Id of the commit that is checked out, and the branch. */
  readonly revision?: string;
  readonly branch?: string;
}
