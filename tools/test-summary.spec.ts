import { describe, expect, it } from '@jest/globals';
import { summaryOf } from './test-summary.mjs';

const results = (counts: Partial<Parameters<typeof summaryOf>[0]>) => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  ...counts,
});

describe('the last line of a test run', () => {
  it('counts what passed and what failed', () => {
    expect(summaryOf(results({ numPassedTests: 41, numFailedTests: 1 })).line).toBe(
      '41 passed, 1 failed',
    );
  });

  it('names what was skipped, whether for now or to be written, when something was', () => {
    expect(
      summaryOf(results({ numPassedTests: 1, numPendingTests: 2, numTodoTests: 1 })).line,
    ).toBe('1 passed, 0 failed, 3 skipped');
  });

  it('counts a file that could not be run as a failure', () => {
    expect(summaryOf(results({ numPassedTests: 9, numRuntimeErrorTestSuites: 1 })).failed).toBe(1);
  });

  it('calls a run without results or without tests a failure', () => {
    expect([summaryOf(undefined).line, summaryOf(results({})).line]).toEqual([
      '0 passed, 1 failed',
      '0 passed, 1 failed',
    ]);
  });
});
