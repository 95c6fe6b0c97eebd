import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route that was added. */
    knownRoutes: KnownRoutes;
  }
}

/** One route as registered, e.g. `GET` `/api/v1/developments/:id`. */
export interface RegisteredRoute {
  readonly method: string;
  readonly url: string;
}

/** Remembers every route, so that a wrong method can be told from a wrong path. To be made before the routes are. */
export class KnownRoutes {
  readonly #routes: (RegisteredRoute & { readonly pattern: RegExp })[] = [];

  constructor(server: FastifyInstance) {
    server.addHook('onRoute', ({ method, url }) => {
      if (url.includes('*')) return;
      for (const one of [method].flat())
        this.#routes.push({ method: one, url, pattern: patternOf(url) });
    });
  }

  get all(): readonly RegisteredRoute[] {
    return this.#routes.map(({ method, url }) => ({ method, url }));
  }

  /** Why nothing answers the request: 405 where another method would, else 404. */
  problemOf(request: FastifyRequest): Problem {
    const path = request.url.split('?', 1)[0] ?? '/';
    const methods = this.#routes
      .filter(({ pattern }) => pattern.test(path))
      .map(({ method }) => method);
    if (methods.length === 0 || methods.includes(request.method))
      return new Problem('not-found', 'Nothing is served here. See /docs for what is.');
    const allowed = [...new Set(methods)].sort().join(', ');
    return new Problem('method-not-allowed', `Only ${allowed} may be used here.`, {
      headers: { Allow: allowed },
    });
  }
}

const patternOf = (url: string): RegExp =>
  new RegExp(
    `^${url.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/:[A-Za-z]+/g, '[^/]+')}/?$`,
  );
