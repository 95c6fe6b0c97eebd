/** The query, given up after `timeoutMs`: a connection that went silent would hold it for ever. The pool drops that connection. */
export function timed<Config extends object>(
  query: Config,
  timeoutMs: number,
): Config & { query_timeout: number } {
  return { ...query, query_timeout: timeoutMs };
}
