import { describe, expect, it } from '@jest/globals';
import type { Details } from './details.ts';
import { takesDetails } from './taken-details.ts';

const cases: readonly (readonly [string, Details, boolean])[] = [
  ['what it needs', { accuser: 'a', accused: 'b' }, true],
  ['what any kind takes beside', { accuser: 'a', accused: 'b', founds: { label: 'N' } }, true],
  ['less than it needs', { accuser: 'a' }, false],
  ['nothing', {}, false],
  ['what it does not take', { accuser: 'a', accused: 'b', round: 1 }, false],
];

describe('the details of an alleged violation', () => {
  it.each(cases)('may be %s, or not', (_, details, taken) => {
    expect(takesDetails('CeasefireViolationAlleged', details)).toBe(taken);
  });

  it('are not those that are there by name alone', () => {
    const given = { accuser: 'a', accused: undefined, round: undefined } as unknown as Details;
    expect(takesDetails('CeasefireViolationAlleged', given)).toBe(false);
    expect(takesDetails('StatementMade', given)).toBe(false);
    const none = { round: undefined } as unknown as Details;
    expect(takesDetails('StatementMade', none)).toBe(true);
  });
});
