import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalText, chainHash, genesisHash, hashOf } from './hash-chain.ts';
import { createMemoryLog } from './memory-log.ts';
import { command, writing } from './testing/commands.ts';

const event = {
  position: 7,
  id: '6f0a4c1e-5d2b-4f5e-9c1b-0a7d3c2e1f00',
  stream: 'dispute-şuşa',
  version: 2,
  type: 'Noted',
  schemaVersion: 1,
  recordedAt: '2020-11-10T00:00:00.000Z',
  meta: '{"recordedBy":"k-1"}',
  data: '[1]',
};

describe('the hash chain', () => {
  it('covers every field of an event, in a text that never changes', () => {
    const text =
      '7\u001f6f0a4c1e-5d2b-4f5e-9c1b-0a7d3c2e1f00\u001fdispute-şuşa\u001f2\u001fNoted\u001f1\u001f' +
      '2020-11-10T00:00:00.000Z\u001f{"recordedBy":"k-1"}\u001f[1]';
    expect(canonicalText(event)).toBe(text);
    expect(Buffer.from(chainHash(genesisHash, event)).toString('hex')).toBe(
      createHash('sha256').update('\0'.repeat(32)).update(text).digest('hex'),
    );
  });

  it('is the same when it is computed from what a reader got, whatever JSON was stored', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 }), {
          minLength: 1,
          maxLength: 3,
        }),
        async (notes) => {
          const log = createMemoryLog();
          const storable = notes.map((note): unknown =>
            JSON.parse(JSON.stringify(note).replaceAll(/\\u(?:0000|d[89a-f]..)/g, '')),
          );
          await log.append(command([writing('a', 0, ...storable)]));

          expect(hashOf(await log.readAll())).toBe((await log.head()).hash);
        },
      ),
    );
  });
});
