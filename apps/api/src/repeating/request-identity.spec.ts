import { describe, expect, it } from '@jest/globals';
import { derivedId, identify } from './request-identity.ts';

const request = { keyId: 'k', idempotencyKey: 'i', route: 'POST /a', body: { a: 1, b: [2] } };

describe('the identity of a request', () => {
  it('is that of its key, whatever the order of the fields in its body', () => {
    expect(identify(request)).toEqual(identify({ ...request, body: { b: [2], a: 1 } }));
  });

  it('is another one for another API key', () => {
    expect(identify({ ...request, keyId: 'other' }).commandId).not.toBe(
      identify(request).commandId,
    );
  });

  it.each([[{ route: 'POST /b' }], [{ body: { a: 1, b: [3] } }]])(
    'has another fingerprint for %j',
    (change) => {
      const other = identify({ ...request, ...change });
      expect(other.commandId).toBe(identify(request).commandId);
      expect(other.fingerprint).not.toBe(identify(request).fingerprint);
    },
  );

  it('does not confuse where one part ends and the next begins', () => {
    const one = identify({ ...request, keyId: 'ab', idempotencyKey: 'c' });
    const other = identify({ ...request, keyId: 'a', idempotencyKey: 'bc' });
    expect(one.commandId).not.toBe(other.commandId);
  });

  it('gives a development without an id the same one again', () => {
    expect(derivedId('x')).toBe(derivedId('x'));
    expect(derivedId('x')).not.toBe(derivedId('y'));
    expect(derivedId('x')).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u);
  });
});
