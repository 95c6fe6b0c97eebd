import type { z } from 'zod';
import type { Role } from './role.ts';

/** One answer of a route. Without `body` it has none. */
export interface RouteResponse {
  readonly description: string;
  readonly body?: z.ZodType;
  /** Media type of the body; `application/json` when left out. */
  readonly mediaType?: string;
  /** What a client that accepts another media type gets. */
  readonly also?: Readonly<Record<string, z.ZodType>>;
  /** Names of headers, each with what it says. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * One HTTP route as a client sees it: the document at `/api/v1/openapi.json` is made from a list of these.
 *
 * `path` is absolute and names its parameters in braces, e.g. `/api/v1/developments/{id}`. `responses` are keyed by status; the
 * problems that every route can answer are added by `openapi`.
 */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly summary: string;
  /** The group under which the document lists the route, e.g. `Developments`. */
  readonly tag: string;
  /** The least role that a key needs. A route without one is open to everybody. */
  readonly role?: Role;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly responses: Readonly<Record<number, RouteResponse>>;
}
