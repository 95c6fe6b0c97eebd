import { type CanActivate, type ExecutionContext, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.ts';

/**
 * The route has no use for an `Idempotency-Key`: one that is sent is 400, as whoever sends it counts on an answer that is kept. `why` is
 * a sentence's beginning, without a colon.
 */
export const RefusesIdempotencyKey = (why: string): MethodDecorator & ClassDecorator =>
  UseGuards(new NoIdempotencyKey(why));

/** Behind the access guard, so that a bad key is 401 whatever else was sent. */
class NoIdempotencyKey implements CanActivate {
  readonly #why: string;

  constructor(why: string) {
    this.#why = why;
  }

  /** @throws Problem 400 */
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (headers['idempotency-key'] === undefined) return true;
    throw new Problem('invalid', `${this.#why}: leave Idempotency-Key out.`, {
      errors: [{ pointer: '/Idempotency-Key', detail: 'is not taken here' }],
    });
  }
}
