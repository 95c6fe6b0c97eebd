import { describe, expect, it } from '@jest/globals';
import { day, development } from '../testing/developments.ts';
import { boardsOn, indexOf, logOf, moment } from '../testing/log.ts';
import { agreed, violated } from './testing/new-truce.ts';

describe('the clock', () => {
  it('says when the live boards next change by it alone', () => {
    const index = indexOf(logOf(agreed));
    const next = (at: string) => index.nextChangeAfter(Date.parse(at));
    expect(next('2021-03-01T00:00:00.000Z')).toBe(Date.parse('2021-03-03T00:00:00.000Z'));
    expect(next('2021-03-03T12:00:00.000Z')).toBe(Date.parse('2021-03-03T23:59:59.999Z'));
    expect(next('2021-03-04T00:00:00.000Z')).toBe(Date.parse('2021-03-05T08:00:00.000Z'));
    expect(next('2021-03-05T08:00:00.000Z')).toBeNull();
  });

  it('tells every change in order, each with what brought it', () => {
    const index = indexOf(logOf(agreed, violated));
    const changes = index
      .transitionsAt(moment(null))
      .filter(({ board }) => board === 'ceasefire')
      .map(({ at, from, to, because }) => [at, from, to, because]);
    expect(changes).toEqual([
      ['2021-03-03T23:59:59.999Z', 'NO_CEASEFIRE', 'AGREED', ['A']],
      ['2021-03-05T08:00:00.000Z', 'AGREED', 'IN_FORCE', ['A']],
      ['2021-03-07T23:59:59.999Z', 'IN_FORCE', 'VIOLATED', ['V']],
    ]);
  });

  it('names for a change what brought it about then, and not what only said so again later', () => {
    const again = (id: string, date: string) =>
      development(id, 'CeasefireViolated', { process: 'new-truce', occurred: day(date) });
    const log = logOf(agreed, violated, again('V2', '2021-03-07'), again('V3', '2021-03-09'));
    expect(boardsOn(log, '2021-03-09').ceasefire.because).toEqual(['V3', 'V2', 'V']);
    const changes = indexOf(log)
      .transitionsAt(moment(null))
      .filter(({ to }) => to === 'VIOLATED')
      .map(({ board, because }) => [board, because]);
    expect(changes).toEqual([
      ['arrangement', ['V2', 'V']],
      ['ceasefire', ['V2', 'V']],
    ]);
  });
});
