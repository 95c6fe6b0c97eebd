/** Whether the error, or what caused it, has this code, e.g. an SQLSTATE. */
export function isCausedBy(error: unknown, code: string): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === code) return true;
  return error.cause !== error && isCausedBy(error.cause, code);
}
