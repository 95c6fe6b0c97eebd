import { describe, expect, it } from '@jest/globals';
import { between, day, development } from '../testing/developments.ts';
import { boardsOn, logOf } from '../testing/log.ts';

describe('hostilities', () => {
  const log = logOf(
    development('H2', 'HostilitiesReported', { occurred: between('2021-03-01', '2021-03-20') }),
    development('H3', 'HostilitiesCeased', { occurred: day('2021-03-10') }),
    development('H1', 'HostilitiesReported', { occurred: day('2021-03-01') }),
  );

  it('are unknown, then ongoing, then ceased', () => {
    const read = (at: string) => boardsOn(log, at).ceasefire.hostilities;
    expect(['2021-02-28', '2021-03-01', '2021-03-10'].map(read)).toEqual([
      'UNKNOWN',
      'ONGOING',
      'CEASED',
    ]);
  });

  it('are not raised again by a report of fighting that may be older than their end', () => {
    expect(boardsOn(log, '2021-03-20').ceasefire).toMatchObject({
      hostilities: 'CEASED',
      hostilitiesSince: '2021-03-10T23:59:59.999Z',
      hostilitiesBecause: ['H3'],
    });
  });

  it('are moved by nothing that is only expected, imagined or denied', () => {
    for (const modality of ['future', 'hypothetical', 'negation'] as const) {
      const only = logOf(development('H', 'HostilitiesReported', { modality }));
      expect(boardsOn(only, '2021-04-01').ceasefire.hostilities).toBe('UNKNOWN');
    }
  });
});
