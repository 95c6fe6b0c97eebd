import { isCausedBy } from './caused-by.ts';

/** SQLSTATE of a disk that is full. */
const diskFull = '53100';

/** Whether the error, or what caused it, says that the database's disk is full. */
export const hasNoRoom = (error: unknown): boolean => isCausedBy(error, diskFull);
