import { describe, expect, it } from '@jest/globals';
import { FailedAttempts } from './failed-attempts.ts';

describe('wrong keys', () => {
  it('may be tried twenty times a minute from one address', () => {
    const failures = new FailedAttempts();
    const waits = Array.from({ length: 21 }, () => failures.note('a', 0));
    expect(waits.slice(0, 20).every((wait) => wait === 0)).toBe(true);
    expect(waits[20]).toBe(60_000);
    expect(failures.note('a', 59_000)).toBe(1_000);
    expect(failures.note('b', 59_000)).toBe(0);
    expect(failures.note('a', 60_000)).toBe(0);
  });
});
