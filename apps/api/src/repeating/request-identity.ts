import { createHash } from 'node:crypto';
import { canonicalJson } from '@ceasefire/event-store';

/** A request that may come again. */
export interface Repeatable {
  /** Id of the API key: two keys never share an `Idempotency-Key`. */
  readonly keyId: string;
  readonly idempotencyKey: string;
  /** Method and path. */
  readonly route: string;
  /** The body as its schema reads it, defaults filled in: what the request means, however it was written. */
  readonly body: unknown;
}

/** A request with an `Idempotency-Key`: which one it is, and what it asks for. */
export interface RequestIdentity {
  readonly commandId: string;
  readonly fingerprint: string;
}

/** The command id and the fingerprint of a request with an `Idempotency-Key`. */
export function identify(request: Repeatable): RequestIdentity {
  return {
    commandId: `key-${digest([request.keyId, request.idempotencyKey])}`,
    fingerprint: digest([request.route, request.body]),
  };
}

/** An id for a development that was handed in without one: the same for the same command. */
export function derivedId(commandId: string): string {
  return `d-${createHash('sha256').update(commandId).digest('hex').slice(0, 20)}`;
}

const digest = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('base64url');
