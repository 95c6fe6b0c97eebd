import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '@ceasefire/contracts';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.ts';
import { tooMany } from '../serving/rate-limits.ts';
import { CLOCK, type Clock } from '../tokens.ts';
import { secretIn } from './caller.ts';
import { FailedAttempts } from './failed-attempts.ts';
import { KeyRing } from './key-ring.ts';
import { allows, requiredRole } from './requires.ts';

/** Lets a request to a route with `@Requires` through when its key may do that; every other route is public. */
@Injectable()
export class AccessGuard implements CanActivate {
  readonly #failures = new FailedAttempts();

  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(KeyRing) private readonly keys: KeyRing,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem 401, 403 or 429 */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const role = this.reflector.getAllAndOverride<Role | undefined>(requiredRole, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (role === undefined) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.principal = await this.#principalOf(request);
    if (allows(request.principal.role, role)) return true;
    throw new Problem(
      'forbidden',
      `This needs the role ${role}; the key ${request.principal.name} has the role ${request.principal.role}.`,
    );
  }

  async #principalOf(request: FastifyRequest): Promise<NonNullable<FastifyRequest['principal']>> {
    const { authorization } = request.headers;
    if (authorization === undefined)
      throw unauthorised('Send a key as `Authorization: Bearer cm_…`.');
    const secret = secretIn(authorization);
    const principal = secret === undefined ? undefined : await this.keys.find(secret);
    if (principal !== undefined) return principal;
    const waitMs = this.#failures.note(request.ip, this.clock());
    if (waitMs > 0) throw tooMany(waitMs);
    throw unauthorised(
      'The key is unknown, revoked or expired. Send one as `Authorization: Bearer cm_…`.',
    );
  }
}

const unauthorised = (detail: string): Problem =>
  new Problem('unauthorised', detail, {
    headers: { 'WWW-Authenticate': 'Bearer realm="ceasefire-monitor"' },
  });
