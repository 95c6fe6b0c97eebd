/** What a projection's runtime can refuse, by a code that callers may switch on. */
export type ProjectionErrorCode =
  | 'BAD_DEFINITION'
  | 'EVENT_REFUSED'
  | 'KEY_REFUSED'
  | 'LOG_BEHIND'
  | 'LOG_GAP'
  | 'LEASE_LOST'
  | 'NO_LIVE_GENERATION'
  | 'NOT_STOPPED'
  | 'NOTHING_TO_RESUME'
  | 'NOTHING_TO_ROLL_BACK_TO'
  | 'NOTHING_TO_SKIP'
  | 'REBUILD_RUNNING'
  | 'REBUILD_STOPPED'
  | 'STATE_NOT_JSON'
  | 'STOPPED_ELSEWHERE';

/** A refusal by the projection runtime; `position` is the log position that it is about, where there is one. */
export class ProjectionError extends Error {
  override readonly name = 'ProjectionError';
  readonly position: number | undefined;

  constructor(
    readonly code: ProjectionErrorCode,
    message: string,
    options: { readonly position?: number; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.position = options.position;
  }
}

/** An event that a projection cannot take: trying again changes nothing, so it stops there. */
export function eventRefused(position: number, cause: unknown): ProjectionError {
  return new ProjectionError('EVENT_REFUSED', messageOf(cause), { position, cause });
}

/** What is said of a projection whose table somebody dropped. */
export const tableMissing = (name: string): string => `The table of ${name} is missing: replay it.`;

/** The text of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  // A connection refused on every address of a host says nothing itself.
  if (thrown.message === '' && thrown instanceof AggregateError) {
    return thrown.errors.map(messageOf).join('; ');
  }
  return thrown.message;
}

/** Bad data, broken constraint, wrong statement, limit of the server: the same row is refused again. */
const refusingClasses = new Set(['22', '23', '42', '54']);

/** Whether PostgreSQL refused the rows themselves, in contrast to being away, full, restarting or in a deadlock. */
export function isRowRefused(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.length === 5 &&
    refusingClasses.has(error.code.slice(0, 2))
  );
}

/** Whether PostgreSQL does not know the table: a generation that was dropped after a swap. */
export function isTableGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '42P01';
}
