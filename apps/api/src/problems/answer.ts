import type { ProblemDetails } from '@ceasefire/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemKinds, type Problem } from './problem.ts';

/** Media type of every error (RFC 9457). */
export const problemType = 'application/problem+json; charset=utf-8';

/** The body that tells a client of a problem. */
export function problemBody(
  problem: Problem,
  request: Pick<FastifyRequest, 'url' | 'id'>,
): ProblemDetails {
  return {
    type: `/problems/${problem.kind}`,
    title: problemKinds[problem.kind].title,
    status: problem.status,
    detail: problem.message,
    instance: request.url.split('?', 1)[0] ?? '/',
    errors: [...problem.errors],
    correlationId: request.id,
    ...problem.more,
  };
}

/** Answers a request with a problem, unless it is being answered already: then the connection is cut. */
export function answerProblem(
  problem: Problem,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  if (reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  // Cut off while it still sends, a client could not read the answer: what is left of its request is passed over, for as long as a request may take.
  reply.removeHeader('Connection');
  void reply
    .code(problem.status)
    .headers({ 'Cache-Control': 'no-store', ...problem.headers, 'X-Correlation-Id': request.id })
    .type(problemType)
    .send(JSON.stringify(problemBody(problem, request)));
}
