/** Whether a thrown thing carries this code: of the system, or of PostgreSQL. */
export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
