import { types } from 'node:util';
import { HttpException } from '@nestjs/common';
import { DomainError } from '@ceasefire/domain';
import {
  CommandReused,
  InvalidEvent,
  LogUnavailable,
  ProjectionError,
  QueueFull,
  VersionConflict,
} from '@ceasefire/event-store';
import { z } from 'zod';
import { hasNoRoom } from '../database/no-room.ts';
import { takesNoWrites } from '../database/no-writes.ts';
import { notEncrypted } from '../database/not-encrypted.ts';
import { Problem, problemKinds, type ProblemKind } from './problem.ts';
import { invalid } from './zod-problem.ts';

/** What any thrown thing is to the client. Whatever is not known to be harmless becomes a 500 that says nothing. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof z.core.$ZodError) return invalid(error, 'request');
  return (
    ofDomain(error) ??
    ofDatabase(error) ??
    ofHttp(error) ??
    new Problem('internal', internal, { cause: error })
  );
}

const { isNativeError } = types;

const internal =
  'It was not your fault and it was logged. Give the correlation id when you report it.';

/** The database does not do now what it may do later; in seconds, when to ask again: room is made by people. */
function away(cause: unknown): Problem {
  const [why, retryAfter] = whyAway(cause);
  const detail = `${why}. Try again shortly; a repeated Idempotency-Key is safe.`;
  return new Problem('unavailable', detail, { cause, headers: { 'Retry-After': retryAfter } });
}

function whyAway(cause: unknown): readonly [why: string, retryAfter: string] {
  if (hasNoRoom(cause)) return ['The disk of the database is full', '30'];
  if (takesNoWrites(cause)) return ['The database takes no writes just now: it is read-only', '5'];
  return ['The database cannot be reached', '2'];
}

/** A rule refused a command, or the log did. */
function ofDomain(error: unknown): Problem | undefined {
  if (error instanceof DomainError)
    return new Problem('unprocessable', error.message, { cause: error, errors: error.errors });
  if (error instanceof InvalidEvent)
    return new Problem('unprocessable', 'It cannot be stored as it is.', {
      cause: error,
      errors: [{ pointer: inBody(error.pointer), detail: error.detail }],
    });
  if (error instanceof VersionConflict)
    return new Problem('conflict', 'Somebody else wrote first. Read it again and repeat.', {
      cause: error,
    });
  if (error instanceof CommandReused)
    return new Problem(
      'unprocessable',
      'This Idempotency-Key was used with another request. Take a new one.',
      {
        cause: error,
        errors: [{ pointer: '/Idempotency-Key', detail: 'was used with another request' }],
      },
    );
  if (error instanceof QueueFull) return queueFull(error);
  if (error instanceof ProjectionError && error.code === 'NO_LIVE_GENERATION')
    return new Problem('unavailable', 'What is asked for is being made ready. Try again shortly.', {
      cause: error,
      headers: { 'Retry-After': '1' },
    });
  return error instanceof LogUnavailable ? away(error) : undefined;
}

const queueFull = (error: QueueFull): Problem =>
  new Problem('unavailable', 'Too many writes are waiting. Try again shortly.', {
    cause: error,
    headers: { 'Retry-After': String(Math.max(1, Math.ceil(error.retryAfterMs / 1000))) },
  });

/** The log points into its own command; the client knows the data of the event. */
const inBody = (pointer: string): string =>
  pointer.replace(/^\/writes\/\d+\/events\/\d+\/data/, '');

/** PostgreSQL's classes 08 (connection), 53 (resources), 57 (shutdown), and what the network says. */
const awayCodes =
  /^(08...|53...|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)$/;
const awayMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/;

/** Whether the error, or what caused it, says that PostgreSQL could not be reached. */
export function isDatabaseAway(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'ENOENT') return 'syscall' in error && error.syscall === 'connect';
  if (awayCodes.test(code) || awayMessages.test(error.message)) return true;
  if (notEncrypted(error) !== undefined) return true;
  const parts: readonly unknown[] =
    'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  const inner = 'driverError' in error ? error.driverError : error.cause;
  return [...parts, inner].some((part) => part !== error && isDatabaseAway(part));
}

const ofDatabase = (error: unknown): Problem | undefined =>
  isDatabaseAway(error) || takesNoWrites(error) ? away(error) : undefined;

const kindByStatus = new Map<number, ProblemKind>(
  Object.entries(problemKinds).map(([kind, { status }]) => [status, kind as ProblemKind]),
);

const details: Readonly<Partial<Record<ProblemKind, string>>> = {
  'not-found': 'Nothing is served here. See /docs for what is.',
  'too-large': 'A body may have 1 MiB.',
  'unsupported-media-type': 'Send the body as application/json.',
  invalid: 'The request could not be read: send well-formed JSON in UTF-8 and a well-formed URL.',
};

/** Errors of the framework: only their status is told, and a sentence of ours. */
function ofHttp(error: unknown): Problem | undefined {
  const status = statusOf(error);
  if (status === undefined || status >= 500) return undefined;
  const kind = kindByStatus.get(status) ?? 'invalid';
  return new Problem(kind, details[kind] ?? problemKinds[kind].title, { cause: error });
}

/** Fastify's errors are no native ones: their status is what tells them. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}
