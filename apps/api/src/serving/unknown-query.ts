import { jsonPointer } from '@ceasefire/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { allRoutes } from '../openapi/all-routes.ts';
import { Problem } from '../problems/problem.ts';

/** Routes whose controller checks the query, as Fastify spells them; each refuses what its schema does not name. */
const withQuery: ReadonlySet<string> = new Set(
  allRoutes
    .filter(({ query }) => query !== undefined)
    .map(({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
);

/** Refuses every query parameter on a route of the API that takes none: whoever sends one expects it to matter. */
export function refuseUnknownQueries(server: FastifyInstance): void {
  server.addHook('preHandler', (request, _reply, done) => done(problemOf(request)));
}

function problemOf({ method, query, routeOptions }: FastifyRequest): Problem | undefined {
  const { url = '' } = routeOptions;
  const names = Object.keys(query ?? {});
  if (names.length === 0 || !url.startsWith('/api/v1/')) return undefined;
  if (withQuery.has(`${method === 'HEAD' ? 'GET' : method} ${url}`)) return undefined;
  return new Problem(
    'invalid',
    'Nothing may be asked here in the query; `errors` names what was.',
    {
      errors: names.slice(0, mostErrors).map((name) => ({
        pointer: jsonPointer([name]),
        detail: 'is not a field that is known here',
      })),
    },
  );
}

const mostErrors = 100;
