import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CheckedLines } from './check-lines.ts';
import { notUtf8 } from './good-lines.ts';
import { packed, unpacked } from './packed-lines.ts';

const author = { recordedBy: 'importer', correlationId: 'c' };
const json = fc.json().filter((text) => !text.includes('\n'));
const report = fc.record({
  line: fc.nat(1_000),
  type: fc.constant('development' as const),
  meta: fc.oneof(
    fc.constant(author),
    fc.record({ recordedBy: fc.string(), correlationId: fc.string(), reason: fc.string() }),
  ),
  stream: fc.constantFrom('development-A', 'development-B'),
  expected: fc.constant(0 as const),
  id: fc.uuid(),
  event: fc.constantFrom('StatementMade', 'CallHeld'),
  text: json,
  body: fc.constantFrom('' as const, '/data' as const),
  silent: fc.boolean(),
});
const open = fc.record({ line: fc.nat(1_000), json });
const lines: fc.Arbitrary<CheckedLines> = fc
  .record({
    records: fc.array(fc.oneof(report, open)),
    lines: fc.nat(1_000),
    fault: fc.constantFrom(notUtf8, undefined),
  })
  .map(({ fault, ...rest }) => ({ ...rest, ...(fault !== undefined && { fault }) }));

describe('lines that go from thread to thread', () => {
  it('are the same there, counted from where they stand in the file', () => {
    fc.assert(
      fc.property(lines, fc.nat(1_000), (given, first) => {
        const records = given.records.map((record) => ({ ...record, line: record.line + first }));
        const sent = structuredClone(packed(given, author));
        expect(unpacked(sent, { author, first })).toEqual({ ...given, records });
      }),
    );
  });
});
