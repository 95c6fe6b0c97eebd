import { describe, expect, it } from '@jest/globals';
import { newKeySchema } from './index.ts';

const faultsOf = (expiresAt: string): readonly string[] =>
  newKeySchema
    .safeParse({ name: 'anna', role: 'editor', expiresAt })
    .error?.issues.map(({ message }) => message) ?? [];

describe('when a key expires', () => {
  it.each(['2030-01-01T00:00:00Z', '2030-01-01T02:00:00+02:00'])('may be %s', (expiresAt) => {
    expect(faultsOf(expiresAt)).toEqual([]);
  });

  it.each([
    ['yesterday', 'must be an instant such as 2020-10-10T08:00:00Z'],
    ['2030-13-01T00:00:00Z', 'must be an instant such as 2020-10-10T08:00:00Z'],
    ['9999-12-31T23:59:59-23:59', 'must not be after the year 9999'],
  ])('is not %s, for one reason', (expiresAt, fault) => {
    expect(faultsOf(expiresAt)).toEqual([fault]);
  });
});
