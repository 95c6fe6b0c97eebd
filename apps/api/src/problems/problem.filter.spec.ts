import { describe, expect, it } from '@jest/globals';
import type { ArgumentsHost } from '@nestjs/common';
import { fastify } from 'fastify';
import { LogUnavailable } from '@ceasefire/event-store';
import { createLogger } from '../serving/logger.ts';
import { ProblemFilter } from './problem.filter.ts';

/** What is answered where a handler throws, and the line that is logged. */
async function thrown(error: unknown) {
  const lines: string[] = [];
  const logger = createLogger({ LOG_LEVEL: 'info' }, { write: (line) => lines.push(line) });
  const filter = new ProblemFilter(logger);
  const server = fastify();
  server.get('/', (request, reply) => {
    const http = { getRequest: () => request, getResponse: () => reply };
    filter.catch(error, { switchToHttp: () => http } as unknown as ArgumentsHost);
  });
  const { statusCode, body } = await server.inject('/?secret=1');
  const [line = '{}'] = lines;
  return { statusCode, body, logged: JSON.parse(line) as object, line };
}

describe('an error of a request', () => {
  it('that is our fault is logged with its stack and told without it', async () => {
    const { statusCode, body, logged } = await thrown(new Error('a slip'));
    expect(statusCode).toBe(500);
    expect(body).not.toContain('slip');
    expect(logged).toMatchObject({ level: 'error', url: '/', err: { message: 'a slip' } });
    expect(JSON.stringify(logged)).toContain('at ');
  });

  it('that only says that something is away is logged in a line, with its causes', async () => {
    const cause = new Error('connect ECONNREFUSED');
    const { statusCode, logged, line } = await thrown(
      new LogUnavailable({ message: 'The log is away', stored: 'no', cause }),
    );
    expect(statusCode).toBe(503);
    expect(logged).toMatchObject({ level: 'warn', why: 'The log is away: connect ECONNREFUSED' });
    expect(line).not.toContain('stack');
  });
});
