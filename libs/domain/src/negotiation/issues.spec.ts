import { describe, expect, it } from '@jest/globals';
import { logOf } from '../testing/log.ts';
import { centre, on, talk } from './testing/talks.ts';

describe('the register of issues', () => {
  const took = (
    id: string,
    position: { party: string; position: string; disputed?: boolean },
    date: string,
  ) => talk(id, 'PositionTaken', on(date, { details: { issue: 'location', ...position } }));

  it('holds an issue only once it was raised', () => {
    const log = logOf(
      talk('R', 'IssueRaised', on('2021-03-02', { details: { issue: 'location' } })),
    );
    expect(centre(log, '2021-03-01').issues).toEqual([]);
    expect(centre(log, '2021-03-02').issues).toEqual([
      {
        id: 'location',
        status: 'OPEN',
        since: '2021-03-02T23:59:59.999Z',
        positions: [],
        because: ['R'],
      },
    ]);
  });

  it('calls an issue disputed when two parties differ, or a source says so', () => {
    const log = logOf(
      took('A', { party: 'borduria', position: 'at the harbour' }, '2021-03-01'),
      took('B', { party: 'syldavia', position: 'on the hill' }, '2021-03-02'),
      took('C', { party: 'syldavia', position: 'at the harbour' }, '2021-03-03'),
      talk(
        'D',
        'IssueRaised',
        on('2021-03-04', { details: { issue: 'principles', disputed: true } }),
      ),
    );
    const read = (date: string) => centre(log, date).issues.map(({ id, status }) => [id, status]);
    expect(read('2021-03-01')).toEqual([['location', 'OPEN']]);
    expect(read('2021-03-02')).toEqual([['location', 'DISPUTED']]);
    expect(read('2021-03-04')).toEqual([
      ['location', 'OPEN'],
      ['principles', 'DISPUTED'],
    ]);
    expect(centre(log, '2021-03-03').issues[0]?.positions).toEqual([
      { party: 'borduria', position: 'at the harbour', because: ['A'] },
      { party: 'syldavia', position: 'at the harbour', because: ['C'] },
    ]);
  });

  it('takes the word of whoever compared the positions, until one of them is new', () => {
    const log = logOf(
      took('A', { party: 'borduria', position: 'at the harbour' }, '2021-03-01'),
      took('B', { party: 'syldavia', position: 'in the port', disputed: false }, '2021-03-02'),
      took('A2', { party: 'borduria', position: 'at the harbour' }, '2021-03-03'),
      took('C', { party: 'syldavia', position: 'on the hill' }, '2021-03-04'),
      took('D', { party: 'syldavia', position: 'at the harbour', disputed: true }, '2021-03-05'),
    );
    const read = (date: string) => centre(log, date).issues[0]?.status;
    const days = ['2021-03-02', '2021-03-03', '2021-03-04', '2021-03-05'];
    expect(days.map(read)).toEqual(['OPEN', 'OPEN', 'DISPUTED', 'DISPUTED']);
  });

  it('closes a settled issue, which only a later raising opens again', () => {
    const log = logOf(
      talk('R', 'IssueRaised', on('2021-03-01', { details: { issue: 'location' } })),
      talk('S', 'IssueSettled', on('2021-03-02', { details: { issue: 'location' } })),
      took('A', { party: 'borduria', position: 'at the harbour' }, '2021-03-03'),
      talk('R2', 'IssueRaised', on('2021-03-05', { details: { issue: 'location' } })),
    );
    const read = (date: string) => centre(log, date).issues[0]?.status;
    expect(['2021-03-02', '2021-03-03', '2021-03-05'].map(read)).toEqual([
      'SETTLED',
      'SETTLED',
      'OPEN',
    ]);
  });
});
