import type { FieldError } from '@ceasefire/contracts';

/** The sorts of problem a client can be told of, each with its HTTP status and title. */
export const problemKinds = {
  invalid: { status: 400, title: 'The request is not valid' },
  unauthorised: { status: 401, title: 'A key is needed' },
  'foreign-origin': { status: 403, title: 'This origin may not connect' },
  forbidden: { status: 403, title: 'This key may not do that' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'method-not-allowed': { status: 405, title: 'This method is not allowed here' },
  'not-acceptable': { status: 406, title: 'No such representation' },
  conflict: { status: 409, title: 'The request conflicts with what is stored' },
  'precondition-failed': { status: 412, title: 'It has changed since you read it' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'Only JSON is taken' },
  unprocessable: { status: 422, title: 'The request was understood and refused' },
  'precondition-required': { status: 428, title: 'If-Match is needed' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong here' },
  unavailable: { status: 503, title: 'Not available just now' },
} as const;

export type ProblemKind = keyof typeof problemKinds;

interface ProblemExtras {
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Members of the body beyond those that every problem has. */
  readonly more?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** An error that the client is told about as it stands: throw it anywhere under a controller. `detail` says the cure. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: ProblemKind;
  readonly status: number;
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(kind: ProblemKind, detail: string, extras: ProblemExtras = {}) {
    super(detail, extras.cause === undefined ? undefined : { cause: extras.cause });
    this.kind = kind;
    this.status = problemKinds[kind].status;
    this.errors = extras.errors ?? [];
    this.headers = extras.headers ?? {};
    this.more = extras.more ?? {};
  }
}

/** 404: `what` is a phrase such as `development S9-99`. */
export const notFound = (what: string): Problem => new Problem('not-found', `There is no ${what}.`);
