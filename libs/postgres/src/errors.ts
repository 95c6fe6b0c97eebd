/** What went wrong with the server, as a word that code can compare. */
export type PostgresErrorCode =
  | 'NO_BINARIES'
  | 'NO_ACCOUNT'
  | 'NO_REACHABLE_FOLDER'
  | 'DATA_UNREACHABLE'
  | 'INIT_FAILED'
  | 'START_FAILED'
  | 'STOP_FAILED'
  | 'WRONG_ENCODING'
  | 'NO_TEST_SERVER';

/** Says why PostgreSQL cannot be had, and in its message what to do about it. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError';

  constructor(
    readonly code: PostgresErrorCode,
    message: string,
    options: { readonly cause?: unknown } = {},
  ) {
    super(message, options);
  }
}

/** True when `error` has one of these codes: a system error such as `ENOENT`, or an SQLSTATE. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return codes.some((code) => code === error.code);
}
