import { describe, expect, it } from '@jest/globals';
import { LogUnavailable, ProjectionError } from '@ceasefire/event-store';
import { problemOf } from '../problems/problem-of.ts';
import { received, sent } from './sent-error.ts';

const coded = (code: string): Error => Object.assign(new Error('x'), { code });
/** As it comes out of the channel between threads. */
const crossed = (error: unknown): Error => received(structuredClone(sent(error)));

describe('an error that crosses to another thread', () => {
  it('is still a refusal of the runtime, at its position', () => {
    const error = crossed(new ProjectionError('EVENT_REFUSED', 'No.', { position: 7 }));
    expect(error).toBeInstanceOf(ProjectionError);
    expect(error).toMatchObject({ code: 'EVENT_REFUSED', message: 'No.', position: 7 });
  });

  it.each([
    ['is read-only', coded('25006'), /takes no writes/],
    ['is away', coded('ECONNREFUSED'), /cannot be reached/],
    [
      'cannot be read',
      new LogUnavailable({ message: 'x', stored: 'no', cause: coded('57P03') }),
      /cannot be reached/,
    ],
  ])('still tells that the database %s', (_, error, detail) => {
    const { status, message } = problemOf(crossed(error));
    expect(status).toBe(503);
    expect(message).toMatch(detail);
  });

  it('says nothing more of what is none', () => {
    expect(crossed('text')).toEqual(new Error('text'));
    expect(crossed(new TypeError('x'))).not.toHaveProperty('code');
  });
});
