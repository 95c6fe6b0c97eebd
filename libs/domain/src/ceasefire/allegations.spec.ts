import { describe, expect, it } from '@jest/globals';
import { day, development } from '../testing/developments.ts';
import { boardsOn, logOf } from '../testing/log.ts';
import { agreed } from './testing/new-truce.ts';

describe('an allegation', () => {
  const alleged = (id: string, details: { accuser: string; accused: string }, date: string) =>
    development(id, 'CeasefireViolationAlleged', {
      process: 'new-truce',
      occurred: day(date),
      details,
    });

  it('is counted by who accuses whom and never moves the status', () => {
    const log = logOf(
      agreed,
      alleged('L1', { accuser: 'borduria', accused: 'syldavia' }, '2021-03-06'),
      alleged('L2', { accuser: 'syldavia', accused: 'borduria' }, '2021-03-06'),
      alleged('L3', { accuser: 'borduria', accused: 'syldavia' }, '2021-03-07'),
    );
    const { ceasefire } = boardsOn(log, '2021-03-08');
    expect(ceasefire.status).toBe('IN_FORCE');
    expect(ceasefire.arrangements[0]?.allegations).toEqual([
      {
        accuser: 'borduria',
        accused: 'syldavia',
        count: 2,
        since: '2021-03-06T23:59:59.999Z',
        because: ['L3', 'L1'],
      },
      {
        accuser: 'syldavia',
        accused: 'borduria',
        count: 1,
        since: '2021-03-06T23:59:59.999Z',
        because: ['L2'],
      },
    ]);
  });

  it('names the newest two and the first, however many are counted', () => {
    const dates = ['06', '07', '08', '09'].map((date) => `2021-03-${date}`);
    const repeated = dates.map((date, index) =>
      alleged(`L${String(index)}`, { accuser: 'borduria', accused: 'syldavia' }, date),
    );
    const { ceasefire } = boardsOn(logOf(agreed, ...repeated), '2021-03-10');
    expect(ceasefire.arrangements[0]?.allegations).toMatchObject([
      { count: 4, since: '2021-03-06T23:59:59.999Z', because: ['L3', 'L2', 'L0'] },
    ]);
  });
});
