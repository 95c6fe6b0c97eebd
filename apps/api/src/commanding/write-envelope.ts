import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { idempotencyKeyHeader, ifMatchHeader, writeQuery } from '@ceasefire/contracts';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Principal } from '../access/principal.ts';
import { Problem } from '../problems/problem.ts';
import { invalid } from '../problems/zod-problem.ts';
import type { Envelope } from './envelope.ts';
import { identify } from './request-identity.ts';

/** Whether `If-Match` must be sent, is heeded when it is, or means nothing here. */
export type Guard = 'required' | 'optional' | 'none';

interface WriteRoute {
  readonly guard: Guard;
  /** What the body is parsed by: two bodies that it reads alike ask for the same. */
  readonly body: z.ZodType;
}

/** The envelope of a writing request: who, the version that was read, the idempotency key, the dry run. */
export const WriteEnvelope = (guard: Guard, body: z.ZodType): ParameterDecorator =>
  envelopeParameter({ guard, body });

const envelopeParameter = createParamDecorator(
  (route: WriteRoute, context: ExecutionContext): Envelope =>
    envelopeOf(context.switchToHttp().getRequest<FastifyRequest>(), route),
);

/**
 * Reads the envelope from a request behind the access guard.
 * @throws Problem 400 for a bad header or query, and with an `Idempotency-Key` for a bad body; 428 where `If-Match` is missing
 */
function envelopeOf(request: FastifyRequest, { guard, body }: WriteRoute): Envelope {
  const { headers } = request;
  const principal: Principal | undefined = request.principal;
  if (principal === undefined) throw new Error('A route that writes has no @Requires.');
  const { dryRun } = parsed(writeQuery, request.query, { place: 'query' });
  const expectedVersion = guard === 'none' ? undefined : versionOf(headers['if-match'], guard);
  const key = headers['idempotency-key'];
  const repeatable = key !== undefined && {
    keyId: principal.id,
    idempotencyKey: parsed(idempotencyKeyHeader, key, {
      place: 'headers',
      name: 'Idempotency-Key',
    }),
    route: `${request.method} ${request.url.split('?', 1)[0] ?? ''}`,
    body: parsed(body, request.body, { place: 'body' }),
  };
  return {
    recordedBy: principal.name,
    correlationId: request.id,
    dryRun,
    ...(expectedVersion !== undefined && { expectedVersion }),
    ...(repeatable && identify(repeatable)),
  };
}

function versionOf(header: string | undefined, guard: Guard): number | undefined {
  if (header !== undefined)
    return parsed(ifMatchHeader, header, { place: 'headers', name: 'If-Match' });
  if (guard === 'optional') return undefined;
  throw new Problem(
    'precondition-required',
    'Send the version that you have read as `If-Match`: it is the ETag of the development.',
  );
}

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  { place, name }: { readonly place: string; readonly name?: string },
): z.output<Schema> {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  const problem = invalid(result.error, place);
  if (name === undefined) throw problem;
  const errors = problem.errors.map(({ detail }) => ({ pointer: `/${name}`, detail }));
  throw new Problem('invalid', problem.message, { errors });
}
