import { describe, expect, it } from '@jest/globals';
import { LogHeadMissing, LogUnavailable } from '@ceasefire/event-store';
import { startFailure } from './start-failure.ts';

const url = 'postgres://anna:secret@db.example:5432/monitor';
const coded = (code: string): Error => Object.assign(new Error('x'), { code });

describe('what is said of a start that failed', () => {
  it.each([
    ['a write that was refused', coded('25006')],
    ['what it caused', new LogUnavailable({ message: 'x', stored: 'no', cause: coded('25006') })],
  ])('names the database that is read-only: %s', (_, error) => {
    const cure = 'Make it writable, or give one that is as DATABASE_URL.';
    expect(startFailure(error, url)).toBe(
      `PostgreSQL at db.example:5432/monitor takes no writes: it is read-only. ${cure}`,
    );
    expect(startFailure(error, undefined)).toBe(
      `The embedded PostgreSQL takes no writes: it is read-only. ${cure}`,
    );
  });

  it('says that the server offers no encrypted connections', () => {
    const error = new Error('The server does not support SSL connections');
    expect(startFailure(error, `${url}?sslmode=require`)).toBe(
      'PostgreSQL at db.example:5432/monitor offers no encrypted connections. Turn ssl on there, or do not ask for it in DATABASE_URL.',
    );
  });

  it.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ])('says that a certificate is not trusted: %s', (code) => {
    expect(startFailure(coded(code), url)).toMatch(/a certificate that is not trusted \(x\)/);
  });

  it('says that the log has lost its head, which is no mistake of ours', () => {
    expect(startFailure(new LogHeadMissing(), url)).toMatch(/^the row of log.head is missing: /);
  });

  it('names a table that somebody removed', () => {
    const error = Object.assign(new Error('relation "log.events" does not exist'), {
      code: '42P01',
    });
    expect(startFailure(error, undefined)).toMatch(
      /^The embedded PostgreSQL has lost the table log\.events: .* Restore the database /,
    );
    expect(startFailure(new Error(error.message), url)).toBeUndefined();
  });

  it('leaves a mistake of ours its stack', () => {
    expect(startFailure(new TypeError('x'), url)).toBeUndefined();
    expect(startFailure(coded('42601'), url)).toBeUndefined();
  });
});
