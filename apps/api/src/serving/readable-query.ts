import { jsonPointer } from '@ceasefire/contracts';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../problems/problem.ts';

/** Refuses a query of the API whose percent-encoding is no UTF-8: read leniently, something else would be looked for than was asked. */
export function refuseUnreadableQueries(server: FastifyInstance): void {
  server.addHook('onRequest', ({ url }, _reply, done) => done(unreadable(url)));
}

/** What is wrong with the query of a request's URL, if anything is. */
function unreadable(url: string): Problem | undefined {
  const start = url.indexOf('?');
  if (!url.startsWith('/api/') || start === -1 || !url.includes('%', start)) return undefined;
  const parts = url.slice(start + 1).split('&');
  const bad = parts.filter((part) => decoded(part) === undefined);
  if (bad.length === 0) return undefined;
  return new Problem('invalid', 'The query is not percent-encoded UTF-8.', {
    errors: bad.slice(0, mostErrors).map((part) => ({
      pointer: jsonPointer([decoded(part.split('=', 1)[0] ?? '') ?? '']),
      detail: 'must be percent-encoded UTF-8',
    })),
  });
}

const mostErrors = 100;

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
