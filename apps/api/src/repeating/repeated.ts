import { idempotencyKeyHeader } from '@ceasefire/contracts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Principal } from '../access/principal.ts';
import { parsed } from '../validation/parsed.ts';
import { identify, type RequestIdentity } from './request-identity.ts';

/** What a request is parsed by: two requests that it reads alike ask for the same. */
interface Asked {
  readonly body: z.ZodType;
  /** Only where the query says what is done. */
  readonly query?: z.ZodType;
}

/** The identity of a request with an `Idempotency-Key`; undefined of one without. For routes whose answer is not in the log. */
export const Repeated = (asked: Asked): ParameterDecorator => repeatedParameter(asked);

const repeatedParameter = createParamDecorator(
  (asked: Asked, context: ExecutionContext): RequestIdentity | undefined =>
    identityOf(context.switchToHttp().getRequest<FastifyRequest>(), asked),
);

/**
 * Reads the identity from a request behind the access guard.
 * @throws Problem 400 for a bad header, and with an `Idempotency-Key` for a bad body
 */
export function identityOf(
  request: FastifyRequest,
  { body, query }: Asked,
): RequestIdentity | undefined {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return undefined;
  const principal: Principal | undefined = request.principal;
  if (principal === undefined) throw new Error('A route that can be repeated has no @Requires.');
  const name = 'Idempotency-Key';
  const idempotencyKey = parsed(idempotencyKeyHeader, header, { place: 'headers', name });
  const sent = parsed(body, request.body, { place: 'body' });
  return identify({
    keyId: principal.id,
    idempotencyKey,
    route: `${request.method} ${request.url.split('?', 1)[0] ?? ''}`,
    body: query ? [sent, parsed(query, request.query, { place: 'query' })] : sent,
  });
}
