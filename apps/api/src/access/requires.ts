import { SetMetadata } from '@nestjs/common';
import type { Role } from '@ceasefire/contracts';

/** Metadata key under which the access guard finds the role. */
export const requiredRole = Symbol('required role');

/** The route needs a key that may do what `role` may. A route without it is public. */
export const Requires = (role: Role): MethodDecorator & ClassDecorator =>
  SetMetadata(requiredRole, role);

const grants: Readonly<Record<Role, readonly Role[]>> = {
  viewer: ['viewer'],
  editor: ['viewer', 'editor'],
  operator: ['viewer', 'operator'],
  admin: ['viewer', 'editor', 'operator', 'admin'],
};

/** Whether a key of role `has` may do what `needs` asks for. */
export const allows = (has: Role, needs: Role): boolean => grants[has].includes(needs);
