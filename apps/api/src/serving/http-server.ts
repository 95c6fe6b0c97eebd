import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type {
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifyServerOptions,
} from 'fastify';
import { answerProblem } from '../problems/answer.ts';
import { Problem } from '../problems/problem.ts';
import { problemOf } from '../problems/problem-of.ts';
import { answerClientError } from './client-error.ts';
import { compressAnswers } from './compression.ts';
import { correlationIdOf } from './correlation-id.ts';
import { bodyLimitBytes, takeJsonOnly } from './json-body.ts';
import { KnownRoutes } from './known-routes.ts';
import { limitRates } from './rate-limits.ts';
import { secureHeaders } from './security-headers.ts';
import { refuseUnreadableQueries } from './readable-query.ts';
import { refuseUnknownQueries } from './unknown-query.ts';

/** A request that is not there in full after this time is cut off; a slow writer of headers cannot hold a socket. */
const requestWithinMs = 30_000;

type Compilers = NonNullable<FastifyServerOptions['schemaController']>['compilersFactory'];

/** Requests are checked by zod. Fastify's own checker, and its serialiser, are not even loaded: they take a tenth of a start. */
const noCompilers = {
  buildValidator: () => () => () => true,
  buildSerializer: () => () => (value: unknown) => JSON.stringify(value),
} as unknown as Compilers;

/** The HTTP server for Nest, before it has routes. Proxies' headers are not trusted. */
export function createHttpServer(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    trustProxy: false,
    requestTimeout: requestWithinMs,
    keepAliveTimeout: 72_000,
    return503OnClosing: false, // Its answer is no problem details; ours is below.
    clientErrorHandler: answerClientError,
    http: { requireHostHeader: false }, // Node's answer has no body; ours is below.
    forceCloseConnections: 'idle',
    genReqId: ({ headers }: IncomingMessage) => correlationIdOf(headers),
    routerOptions: { maxParamLength: 200 },
    schemaController: { compilersFactory: noCompilers },
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      answerProblem(problemOf(error), request, reply),
  });
}

/** What every request passes: headers, limits, the body's parser. To be called before Nest adds its routes. */
export async function prepareHttpServer(server: FastifyInstance): Promise<KnownRoutes> {
  const routes = new KnownRoutes(server);
  server.decorate('knownRoutes', routes);
  let closing = false;
  server.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('X-Correlation-Id', request.id);
    if (closing) {
      done(shuttingDown());
      return;
    }
    done(withoutHost(request) ?? (request.is404 ? routes.problemOf(request) : undefined));
  });
  // Node would answer without a body; whoever expects something unheard of may be answered as if it did not.
  server.server.on('checkExpectation', (request, response) =>
    server.server.emit('request', request, response),
  );
  refuseUnreadableQueries(server);
  takeJsonOnly(server);
  await secureHeaders(server);
  await limitRates(server);
  await compressAnswers(server);
  refuseUnknownQueries(server);
  return routes;
}

/** HTTP/1.1 asks for the header, for the sake of servers of many names. */
function withoutHost({ raw }: FastifyRequest): Problem | undefined {
  if (raw.httpVersion !== '1.1' || raw.headers.host !== undefined) return undefined;
  return new Problem('invalid', 'HTTP/1.1 asks for a Host header. Send one.', {
    errors: [{ pointer: '/Host', detail: 'must be given' }],
  });
}

const shuttingDown = (): Problem =>
  new Problem('unavailable', 'This node is shutting down. Ask again, another one answers.', {
    headers: { Connection: 'close', 'Retry-After': '1' },
  });
