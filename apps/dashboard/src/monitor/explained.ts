/** What went wrong, in the words of the error. */
export function explained(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
