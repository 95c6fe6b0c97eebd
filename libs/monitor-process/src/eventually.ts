/**
 * Asks every 20 ms until `probe` answers something other than undefined.
 * @throws Error after `timeoutMs` (20 s), with what the probe last threw as its cause
 */
export async function eventually<T>(
  probe: () => Promise<T | undefined> | T | undefined,
  timeoutMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const seen = await probe();
      if (seen !== undefined) return seen;
    } catch (error) {
      last = error;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`It did not come about within ${String(timeoutMs)} ms.`, { cause: last });
}
