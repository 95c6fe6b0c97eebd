import { types } from 'node:util';
import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LOGGER } from '../tokens.ts';
import { answerProblem } from './answer.ts';
import { problemOf } from './problem-of.ts';

const { isNativeError } = types;

/**
 * The one way from a thrown error to an HTTP answer. What is our fault is logged with its stack and told without it; what could not be done just now is logged in
 * a line, for there are as many of these as there are requests.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger: Logger;

  constructor(@Inject(LOGGER) logger: Logger) {
    this.#logger = logger;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = problemOf(error);
    const context = { correlationId: request.id, url: request.url.split('?', 1)[0] };
    if (problem.status === 500) this.#logger.error({ ...context, err: error }, 'a request failed');
    else if (problem.status === 503)
      this.#logger.warn({ ...context, why: whyOf(error) }, 'a request could not be served');
    answerProblem(problem, request, http.getResponse<FastifyReply>());
  }
}

/** What was thrown, and what caused it. */
function whyOf(error: unknown): string {
  const said: string[] = [];
  for (let each = error; isNativeError(each); each = each.cause) said.push(each.message);
  return said.join(': ');
}
