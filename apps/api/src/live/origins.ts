import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a handshake may go on. Browsers say where a page came from: our own origin and the listed ones may; what is no
 * browser sends no origin and may.
 */
export function originAllowed(headers: IncomingHttpHeaders, allowed: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
