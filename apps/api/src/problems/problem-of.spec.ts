import { describe, expect, it } from '@jest/globals';
import { NotFoundException } from '@nestjs/common';
import {
  CommandReused,
  InvalidEvent,
  LogUnavailable,
  QueueFull,
  VersionConflict,
} from '@ceasefire/event-store';
import { z } from 'zod';
import { Problem } from './problem.ts';
import { problemOf } from './problem-of.ts';

const coded = (code: string, message = 'secret of the database'): Error =>
  Object.assign(new Error(message), { code });

describe('what a client is told of an error', () => {
  it.each([
    ['a problem', new Problem('forbidden', 'no'), 403],
    ['a version conflict', new VersionConflict({ stream: 's', expected: 1, actual: 2 }), 409],
    ['a reused command id', new CommandReused('x'), 422],
    ['a full queue', new QueueFull(1_500), 503],
    ['an unreachable log', new LogUnavailable({ message: 'gone', stored: 'unknown' }), 503],
    ['a refused connection', coded('ECONNREFUSED'), 503],
    ['a database that shuts down', coded('57P01'), 503],
    ['a broken connection', new Error('Connection terminated unexpectedly'), 503],
    ['an error caused by a broken connection', new Error('x', { cause: coded('ECONNRESET') }), 503],
    ['a server without TLS', new Error('The server does not support SSL connections'), 503],
    ['a certificate that has expired', coded('CERT_HAS_EXPIRED'), 503],
    ['all addresses refused', new AggregateError([coded('ECONNREFUSED')]), 503],
    ['an unknown route', new NotFoundException('Cannot GET /x'), 404],
    ['a mistake of ours', new TypeError('secret'), 500],
    ['a wrong statement', coded('42601'), 500],
    ['something that is no error', 'secret', 500],
    ['nothing', undefined, 500],
  ])('%s has its status', (_, error, status) => {
    expect(problemOf(error).status).toBe(status);
  });

  it('points at the key that was used with another request, as at any bad header', () => {
    expect(problemOf(new CommandReused('x')).errors).toEqual([
      { pointer: '/Idempotency-Key', detail: 'was used with another request' },
    ]);
  });

  it('says nothing of our mistakes', () => {
    for (const error of [new Error('secret'), coded('42601'), coded('ECONNREFUSED')])
      expect(problemOf(error).message).not.toContain('secret');
  });

  it('says when to come back to a database that is away', () => {
    expect(problemOf(coded('ECONNREFUSED')).headers).toEqual({ 'Retry-After': '2' });
    expect(problemOf(new QueueFull(1_500)).headers).toEqual({ 'Retry-After': '2' });
  });

  it('says that the disk is full, and that it takes a while', () => {
    const cause = coded('53100');
    for (const error of [cause, new LogUnavailable({ message: 'away', stored: 'no', cause })]) {
      const { status, message, headers } = problemOf(error);
      expect([status, headers]).toEqual([503, { 'Retry-After': '30' }]);
      expect(message).toBe(
        'The disk of the database is full. Try again shortly; a repeated Idempotency-Key is safe.',
      );
    }
  });

  it('says that the database takes no writes, and when to come back', () => {
    const cause = coded('25006');
    for (const error of [cause, new LogUnavailable({ message: 'away', stored: 'no', cause })]) {
      const { status, message, headers } = problemOf(error);
      expect([status, headers]).toEqual([503, { 'Retry-After': '5' }]);
      expect(message).toMatch(/^The database takes no writes just now: it is read-only\. /);
    }
  });

  it('points at every bad field, an unknown one too', () => {
    const schema = z.strictObject({ 'a/b': z.object({ '~': z.string() }), list: z.array(z.int()) });
    const { error } = schema.safeParse({ 'a/b': { '~': 1 }, list: [1, 'x'], more: true });
    const { errors, status } = problemOf(error);
    expect(status).toBe(400);
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/a~1b/~0', '/list/1', '/more']);
  });

  it('points into the body where the log refused the data of an event', () => {
    const error = new InvalidEvent({
      pointer: '/writes/0/events/0/data/summary',
      detail: 'holds NUL',
    });
    expect(problemOf(error).errors).toEqual([{ pointer: '/summary', detail: 'holds NUL' }]);
  });

  it('does not repeat more than a hundred errors', () => {
    const { error } = z.array(z.int()).safeParse(Array.from({ length: 5_000 }, () => 'x'));
    expect(problemOf(error).errors).toHaveLength(100);
  });
});
