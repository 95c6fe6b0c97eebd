import { describe, expect, it } from '@jest/globals';
import type { Occurred } from '../development/development.ts';
import type { DevelopmentKind } from '../development/kinds.ts';
import { between, day, development } from '../testing/developments.ts';
import { boardsOn, logOf } from '../testing/log.ts';

/** The order in which two talks are folded: who takes part is named in it. */
function order(...list: readonly (readonly [id: string, occurred: Occurred])[]): readonly string[] {
  const reports = list.map(([id, occurred]) => ({
    ...development(id, 'TalksHeld', { process: 'centre', occurred }),
    actors: [{ id, role: 'party' }],
  }));
  const [one, other] = [reports, [...reports].reverse()].map(
    (each) =>
      boardsOn(logOf(...each), '2021-04-01').negotiations.find(({ id }) => id === 'centre')
        ?.participants,
  );
  expect(one).toEqual(other);
  return one ?? [];
}

describe('the order of a fold', () => {
  it('is that in which things became definite', () => {
    expect(order(['A', day('2021-03-02')], ['B', day('2021-03-01')])).toEqual(['B', 'A']);
  });

  it('puts the surer later, so that it prevails', () => {
    expect(order(['A', day('2021-03-01')], ['B', day('2021-03-01', 'inference')])).toEqual([
      'B',
      'A',
    ]);
  });

  it('puts the narrower later where both are as sure', () => {
    const wide = between('2021-02-01', '2021-03-01');
    expect(order(['A', day('2021-03-01')], ['B', wide])).toEqual(['B', 'A']);
  });

  it('follows the life of a process on one day', () => {
    const counted = (id: string, kind: DevelopmentKind, value: number) =>
      development(id, kind, {
        process: 'blue-helmets',
        details: { strength: { value, qualifier: 'exact' } },
      });
    const log = logOf(
      counted('A', 'DeploymentStrengthReported', 1960),
      counted('B', 'DeploymentStarted', 2000),
    );
    expect(boardsOn(log, '2021-03-01').deployments[0]?.strength?.value).toBe(1960);
  });

  it('goes by the id, and never by arrival, between equals', () => {
    expect(order(['B', day('2021-03-01')], ['A', day('2021-03-01')])).toEqual(['A', 'B']);
  });
});
