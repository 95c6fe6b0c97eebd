import { describe, expect, it } from '@jest/globals';
import type { Development } from '../development/development.ts';
import type { DevelopmentKind } from '../development/kinds.ts';
import { between, day, development, source } from '../testing/developments.ts';
import { boardsOn, indexOf, logOf, moment, resolve, type TestLog } from '../testing/log.ts';

/** What happened on a day. */
const on = (date: string, rest: Partial<Development> = {}): Partial<Development> => ({
  occurred: day(date),
  ...rest,
});
const of =
  (process: string) =>
  (id: string, kind: DevelopmentKind, rest: Partial<Development>): Development =>
    development(id, kind, { process, ...rest });
const blue = of('blue-helmets');
const green = of('green-helmets');

function board(log: TestLog, id: string, date: string) {
  const found = boardsOn(log, date).deployments.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no deployment ${id}.`);
  return found;
}

const speaks = (by: string, stance: 'asserts' | 'denies'): Partial<Development> => ({
  claim: { subject: 'green-there', stance, by },
});
const claimed = green('C', 'DeploymentClaimed', on('2021-03-01', speaks('borduria', 'asserts')));
const denied = green(
  'D',
  'DeploymentDenied',
  on('2021-03-02', {
    ...speaks('atlantis', 'denies'),
    modality: 'negation',
  }),
);
const absent = green('N', 'DeploymentAbsent', on('2021-03-05', { modality: 'negation' }));

describe('a deployment', () => {
  it('goes from nothing to authorised, deploying, deployed, withdrawing and withdrawn', () => {
    const log = logOf(
      blue('W2', 'DeploymentWithdrawn', on('2021-03-05')),
      blue('S', 'DeploymentStarted', on('2021-03-02')),
      blue(
        'A',
        'DeploymentAuthorised',
        on('2021-03-01', { details: { tasks: ['watch', 'watch'] } }),
      ),
      blue('W1', 'DeploymentWithdrawalStarted', on('2021-03-04')),
      blue('K', 'DeploymentConfirmed', on('2021-03-03')),
    );
    const read = (date: string) => board(log, 'blue-helmets', `2021-03-0${date}`).status;
    expect(board(log, 'blue-helmets', '2021-02-28')).toMatchObject({
      status: 'NONE',
      contributor: 'atlantis',
      since: null,
      because: [],
    });
    expect(['1', '2', '3', '4', '5'].map(read)).toEqual([
      'AUTHORISED',
      'DEPLOYING',
      'DEPLOYED',
      'WITHDRAWING',
      'WITHDRAWN',
    ]);
    expect(board(log, 'blue-helmets', '2021-03-05').tasks).toEqual(['watch']);
  });

  it('possibly stands already where it was confirmed at some time that has begun', () => {
    const log = logOf(
      blue('S', 'DeploymentStarted', on('2021-03-01')),
      blue('K', 'DeploymentConfirmed', { occurred: between('2021-03-02', '2021-03-10') }),
    );
    expect(board(log, 'blue-helmets', '2021-03-05')).toMatchObject({
      status: 'DEPLOYING',
      possibly: ['DEPLOYED'],
    });
    expect(board(log, 'blue-helmets', '2021-03-10')).toMatchObject({
      status: 'DEPLOYED',
      possibly: [],
      since: '2021-03-10T23:59:59.999Z',
      sinceEarliest: '2021-03-02T00:00:00.000Z',
      because: ['K'],
    });
  });

  it('replaces its head count by a newer one, keeps the older one, and never adds them', () => {
    const counted = (value: number) =>
      ({ details: { strength: { value, qualifier: 'approx' } } }) as const;
    const log = logOf(
      blue('N2', 'DeploymentStrengthReported', on('2021-03-04', counted(1960))),
      blue('N1', 'DeploymentStarted', on('2021-03-01', counted(2000))),
    );
    const { strength, strengthHistory } = board(log, 'blue-helmets', '2021-03-05');
    expect(strength).toEqual({
      value: 1960,
      qualifier: 'approx',
      asOf: '2021-03-04T23:59:59.999Z',
      development: 'N2',
    });
    expect(strengthHistory.map(({ value, development: id }) => [value, id])).toEqual([
      [2000, 'N1'],
    ]);
  });

  it('tells the newest ten head counts', () => {
    const counts = Array.from({ length: 12 }, (_, index) =>
      blue(
        `N${String(index)}`,
        'DeploymentStrengthReported',
        on(`2021-03-${String(index + 10)}`, {
          details: { strength: { value: index, qualifier: 'approx' } },
        }),
      ),
    );
    const { strength, strengthHistory } = board(logOf(...counts), 'blue-helmets', '2021-03-25');
    expect([strength, ...strengthHistory].map((each) => each?.value)).toEqual([
      11, 10, 9, 8, 7, 6, 5, 4, 3, 2,
    ]);
  });

  it('has no strength once the forces have left', () => {
    const log = logOf(
      blue(
        'N1',
        'DeploymentStarted',
        on('2021-03-01', {
          details: { strength: { value: 2000, qualifier: 'approx' } },
        }),
      ),
      blue('W', 'DeploymentWithdrawn', on('2021-03-04')),
    );
    const { strength, strengthHistory } = board(log, 'blue-helmets', '2021-03-05');
    expect([strength, strengthHistory.length]).toEqual([null, 1]);
  });

  it('is not brought back by a report that may be older than the withdrawal', () => {
    const log = logOf(
      blue('W', 'DeploymentWithdrawn', on('2021-03-04')),
      blue('K', 'DeploymentConfirmed', { occurred: between('2021-03-01', '2021-03-08') }),
    );
    expect(board(log, 'blue-helmets', '2021-03-10').status).toBe('WITHDRAWN');
  });

  it('is known by its contributor when the situation or the event names it', () => {
    const log = logOf({ ...claimed, details: { contributor: 'borduria' } });
    expect(board(log, 'green-helmets', '2021-03-01').contributor).toBe('borduria');
  });
});

describe('a deployment that is only talked about', () => {
  it('is claimed, and disputed once another party denies it', () => {
    const log = logOf(denied, claimed);
    expect(board(log, 'green-helmets', '2021-03-01').status).toBe('CLAIMED');
    expect(board(log, 'green-helmets', '2021-03-02')).toMatchObject({
      status: 'DISPUTED',
      because: ['D', 'C'],
    });
  });

  it('is not disputed by the party that claimed it', () => {
    const log = logOf(claimed, { ...denied, ...speaks('borduria', 'denies') });
    expect(board(log, 'green-helmets', '2021-03-02').status).toBe('CLAIMED');
  });

  it('is not there when it is only denied', () => {
    expect(board(logOf(denied), 'green-helmets', '2021-03-02').status).toBe('NONE');
  });

  it('is not there once it is known to be absent', () => {
    expect(board(logOf(absent, denied, claimed), 'green-helmets', '2021-03-05')).toMatchObject({
      status: 'NONE',
      since: '2021-03-05T23:59:59.999Z',
      because: ['N'],
    });
  });

  it('is not there, and says why, when nothing but its absence was ever reported', () => {
    expect(board(logOf(absent), 'green-helmets', '2021-03-05')).toMatchObject({
      status: 'NONE',
      since: null,
      because: ['N'],
    });
  });

  it('is there as soon as something more certain says so', () => {
    const log = logOf(claimed, denied, green('S', 'DeploymentStarted', on('2021-03-04')));
    expect(board(log, 'green-helmets', '2021-03-04').status).toBe('DEPLOYING');
  });

  it('is moved neither by what is expected nor by what is imagined', () => {
    for (const modality of ['future', 'hypothetical', 'negation'] as const) {
      const log = logOf(green('S', 'DeploymentStarted', on('2021-03-01', { modality })));
      expect(board(log, 'green-helmets', '2021-03-05').status).toBe('NONE');
    }
  });

  it('ends with the dispute, from the day on which all that the judgement rests on is definite', () => {
    const basis = development('B', 'StatementMade', { occurred: day('2021-03-04') });
    const log = logOf(claimed, denied, basis);
    resolve(log, 'green-there', 'B');
    expect(board(log, 'green-helmets', '2021-03-03').status).toBe('DISPUTED');
    expect(board(log, 'green-helmets', '2021-03-04')).toMatchObject({
      status: 'NONE',
      since: '2021-03-04T23:59:59.999Z',
      because: ['B'],
    });
  });

  it('stays disputed for who does not know yet what the judgement rests on', () => {
    const basis = development('B', 'StatementMade', {
      occurred: day('2021-03-01'),
      sources: [source('2021-03-20')],
    });
    const log = logOf(claimed, denied, basis);
    resolve(log, 'green-there', 'B');
    const seen = indexOf(log).boardsAt(moment('2021-03-10', { knownAt: '2021-03-10' }));
    expect(seen.deployments.find(({ id }) => id === 'green-helmets')?.status).toBe('DISPUTED');
    expect(seen.disputes).toMatchObject([{ subject: 'green-there', status: 'OPEN' }]);
  });

  it('founded by an event is there from that event on, for who knows of it', () => {
    const founding = development('F', 'DeploymentClaimed', {
      process: 'red-helmets',
      details: { founds: { label: 'Red helmets' } },
      actors: [{ id: 'syldavia', role: 'speaker' }],
    });
    const log = logOf(founding);
    expect(board(log, 'red-helmets', '2021-03-01').status).toBe('CLAIMED');
    const before = indexOf(log).boardsAt(moment('2021-03-05', { knownAt: '2021-03-01' }));
    expect(before.deployments.map(({ id }) => id)).not.toContain('red-helmets');
  });
});
