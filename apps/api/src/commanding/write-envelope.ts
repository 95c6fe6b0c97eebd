import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ifMatchHeader, writeQuery } from '@ceasefire/contracts';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Principal } from '../access/principal.ts';
import { Problem } from '../problems/problem.ts';
import { identityOf } from '../repeating/repeated.ts';
import { parsed } from '../validation/parsed.ts';
import type { Envelope } from './envelope.ts';

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
  const identity = identityOf(request, { body });
  return {
    recordedBy: principal.name,
    correlationId: request.id,
    dryRun,
    ...(expectedVersion !== undefined && { expectedVersion }),
    ...identity,
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
