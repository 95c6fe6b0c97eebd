import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Role } from '@ceasefire/contracts';
import type { FastifyRequest } from 'fastify';

/** The key behind a request. `name` is what the log records as `recordedBy`. */
export interface Principal {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard on routes that need a key. */
    principal?: Principal;
  }
}

/** The key behind the request, on a route with `@Requires`. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<FastifyRequest>();
  if (principal === undefined) throw new Error('A route that asks who has no @Requires.');
  return principal;
});

/** The request's correlation id: the client's own `X-Correlation-Id` if sane, else a UUID. */
export const CorrelationId = createParamDecorator(
  (_: unknown, context: ExecutionContext): string =>
    context.switchToHttp().getRequest<FastifyRequest>().id,
);
