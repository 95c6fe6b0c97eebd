import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createDigest } from './digest.ts';

const revision = fc.tuple(fc.string(), fc.nat(), fc.json());
const digestOf = (revisions: readonly (readonly [string, number, string])[], from?: Buffer) => {
  const digest = createDigest(from);
  for (const one of revisions) digest.add(...one);
  return digest;
};

describe('a digest', () => {
  it('is the sum modulo 2^256 of the hashes of the revisions', () => {
    fc.assert(
      fc.property(fc.array(revision), (revisions) => {
        let sum = 0n;
        for (const part of revisions) {
          const hex = createHash('sha256').update(part.join('\x1f')).digest('hex');
          sum = (sum + BigInt(`0x${hex}`)) % 2n ** 256n;
        }
        expect(digestOf(revisions).hex()).toBe(sum.toString(16).padStart(64, '0'));
      }),
    );
  });

  it('is zero for nothing', () => {
    expect(createDigest().hex()).toBe('0'.repeat(64));
  });

  it('does not depend on the order of the revisions', () => {
    fc.assert(
      fc.property(fc.array(revision), (revisions) => {
        expect(digestOf([...revisions].reverse()).hex()).toBe(digestOf(revisions).hex());
      }),
    );
  });

  it('goes on from its bytes as if it had never stopped', () => {
    fc.assert(
      fc.property(fc.array(revision), fc.array(revision), (first, second) => {
        const resumed = digestOf(second, digestOf(first).bytes());
        expect(resumed.hex()).toBe(digestOf([...first, ...second]).hex());
      }),
    );
  });

  it('carries over the highest bit', () => {
    const most = Buffer.alloc(32, 0xff);
    const digest = digestOf([['a', 1, '{}']], most);
    const expected = (BigInt(`0x${digestOf([['a', 1, '{}']]).hex()}`) - 1n).toString(16);
    expect(digest.hex()).toBe(expected.padStart(64, '0'));
  });

  it('tells apart any two revisions, also when their keys hold the separator', () => {
    const tricky = fc.tuple(
      fc.string({ unit: fc.constantFrom('a', '1', '{', '"', '\x1f') }),
      fc.nat({ max: 20 }),
      fc.constantFrom('1', '11', '{}', '""', '"1"', '"\\u001f1"'),
    );
    fc.assert(
      fc.property(tricky, tricky, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        expect(digestOf([one]).hex()).not.toBe(digestOf([other]).hex());
      }),
    );
  });
});
