import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatCursor, parseCursor } from './cursor.ts';

const scope = { epoch: 'e', filters: { limit: 50, kind: 'StatementMade' } };
const cursor = { position: 12, occurredAtMs: -1, id: 'A' };

describe('a cursor', () => {
  it('leads back to its place', () => {
    expect(parseCursor(formatCursor(cursor, scope), scope)).toEqual(cursor);
  });

  it('of another log or of a list with other filters is refused', () => {
    const text = formatCursor(cursor, scope);
    expect(() => parseCursor(text, { ...scope, epoch: 'f' })).toThrow('not one of this list');
    expect(() => parseCursor(text, { ...scope, filters: {} })).toThrow('not one of this list');
  });

  it('that was made up is refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => parseCursor(text, scope)).toThrow('not one of this list');
      }),
    );
  });
});
