import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const bearer = /^Bearer ([\x21-\x7e]{1,200})$/i;

/** The secret in an `Authorization` header; undefined where it holds none. */
export const secretIn = (authorization: string | undefined): string | undefined =>
  bearer.exec(authorization ?? '')?.[1];

/** The secret of the key behind the request, on a route with `@Requires`. Never to be stored or logged. */
export const CallerSecret = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const secret = secretIn(headers.authorization);
    if (secret === undefined) throw new Error('A route that asks for the caller has no @Requires.');
    return secret;
  },
);
