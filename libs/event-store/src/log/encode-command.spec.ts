import { describe, expect, it } from '@jest/globals';
import { encodeCommand } from './encode-command.ts';
import type { EventMeta } from './event-log.ts';
import { command, writing } from './testing/commands.ts';

/** A meta that counts how often it is written as JSON. */
function counted() {
  let count = 0;
  const toJSON = () => {
    count += 1;
    return { recordedBy: 'importer', correlationId: 'c' };
  };
  const meta: EventMeta & { readonly toJSON: () => unknown } = {
    recordedBy: 'importer',
    correlationId: 'c',
    toJSON,
  };
  return { meta, written: () => count };
}

const metaOf = (meta: EventMeta) => encodeCommand({ ...command([writing('a', 0, 1)]), meta }).meta;

describe('the meta of a command', () => {
  it('is written once for all commands that bring the same frozen one', () => {
    const { meta, written } = counted();
    Object.freeze(meta);
    expect([metaOf(meta), metaOf(meta)]).toEqual([
      '{"recordedBy":"importer","correlationId":"c"}',
      '{"recordedBy":"importer","correlationId":"c"}',
    ]);
    expect(written()).toBe(1);
  });

  it('is written as it stands where it may change', () => {
    const meta = { recordedBy: 'one', correlationId: 'c' };
    const before = metaOf(meta);
    meta.recordedBy = 'other';
    expect([before, metaOf(meta)]).toEqual([
      '{"recordedBy":"one","correlationId":"c"}',
      '{"recordedBy":"other","correlationId":"c"}',
    ]);
  });

  it('is refused each time, frozen or not', () => {
    const meta = Object.freeze({ recordedBy: 1, correlationId: 'c' }) as unknown as EventMeta;
    for (let time = 0; time < 2; time++) expect(() => metaOf(meta)).toThrow(/must be a text/);
  });
});
