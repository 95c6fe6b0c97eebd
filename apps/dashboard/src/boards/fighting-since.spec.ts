import { describe, expect, it } from '@jest/globals';
import { fightingSince } from './fighting-since.ts';

const hostilitiesSince = '2020-09-27T23:59:59.999Z';

describe('the date beside the fighting', () => {
  it('is the latest by which it stopped', () => {
    expect(fightingSince({ hostilities: 'CEASED', hostilitiesSince })).toBe('by 27 Sep 2020');
  });

  it('is the latest since which it goes on', () => {
    expect(fightingSince({ hostilities: 'ONGOING', hostilitiesSince })).toBe(
      'since 27 Sep 2020 at the latest',
    );
  });

  it('is not there where no report says', () => {
    expect(fightingSince({ hostilities: 'UNKNOWN', hostilitiesSince: null })).toBeNull();
  });
});
