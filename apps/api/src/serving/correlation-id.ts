import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const sane = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

/** The client's `X-Correlation-Id` when it is 1 to 128 harmless characters, else a new UUID. */
export function correlationIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-correlation-id'];
  return typeof given === 'string' && sane.test(given) ? given : randomUUID();
}
