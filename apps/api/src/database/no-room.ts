/** SQLSTATE of a disk that is full. */
const diskFull = '53100';

/** Whether the error, or what caused it, says that the database's disk is full. */
export function hasNoRoom(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === diskFull) return true;
  return error.cause !== error && hasNoRoom(error.cause);
}
