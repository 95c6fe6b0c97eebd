/**
 * What an error of pg means for a call that was sent:
 * `lost`: the connection is gone and nobody knows whether the call was done;
 * `busy`: the server did not do it now and may later (time-out, full disk, read-only, starting up);
 * `refused`: the server will not do it.
 */
export type Failure = 'lost' | 'busy' | 'refused';

// Classes and codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
const lostCodes = /^(?:08|57P0[12]|58)/;
const busyCodes = /^(?:25006|40|53|55P03|57014|57P03|57P05)/;

/** Sorts an error that pg threw. */
export function failureOf(error: unknown): Failure {
  const code = sqlStateOf(error);
  if (code === undefined || lostCodes.test(code)) return 'lost';
  return busyCodes.test(code) ? 'busy' : 'refused';
}

/** True when a replica answered, so that the connection leads to the wrong server. */
export function isReadOnly(error: unknown): boolean {
  return sqlStateOf(error) === '25006';
}

/** True when the server has no room left on its disk, or no memory or connections. */
export function lacksResources(error: unknown): boolean {
  return sqlStateOf(error)?.startsWith('53') === true;
}

/** True when the log refused an event because its stream has that version already. */
export function isStreamTaken(error: unknown): boolean {
  if (sqlStateOf(error) !== '23505') return false;
  return (error as { readonly constraint?: unknown }).constraint === 'events_stream_version';
}

/** The five characters of SQLSTATE, or undefined when the error did not come from the server (a socket's code is longer). */
function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    return undefined;
  return /^[0-9A-Z]{5}$/.test(error.code) && 'severity' in error ? error.code : undefined;
}
