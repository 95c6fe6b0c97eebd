/** A head count as reported. */
export interface Strength {
  readonly value: number;
  readonly qualifier: 'exact' | 'approx' | 'min' | 'max';
}

/** What only some kinds carry. Which kind takes which field is said by `kinds.ts`. */
export interface Details {
  readonly effectiveAt?: string;
  readonly parties?: readonly string[];
  readonly mediators?: readonly string[];
  readonly written?: boolean;
  readonly accuser?: string;
  readonly accused?: string;
  readonly contributor?: string;
  readonly tasks?: readonly string[];
  readonly mandate?: string;
  readonly strength?: Strength;
  readonly equipment?: readonly string[];
  readonly round?: number;
  readonly party?: string;
  readonly issue?: string;
  readonly position?: string;
  /** The span in which an expected thing should happen, as `Occurred` reads dates. */
  readonly window?: { readonly from: string; readonly to: string };
  /** What is expected: a development kind, e.g. `IssueSettled`; `issues` narrows it. */
  readonly expects?: string;
  readonly issues?: readonly string[];
  /** Whether the parties disagree on the issue, where the source, or an editor who compared their positions, says so. */
  readonly disputed?: boolean;
  /** Present where the development brings a new process (or, for `IssueRaised`, a new issue) into being. */
  readonly founds?: { readonly label: string };
  readonly place?: string;
  readonly value?: number;
  readonly qualifier?: 'exact' | 'approx' | 'min' | 'max';
  readonly measure?: string;
  readonly note?: string;
}
