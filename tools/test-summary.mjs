const nothing = {
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

/** The last line of a test run, from jest's JSON results; `undefined` stands for a run that left none.
 * A file that could not be run counts as one failure, and so does a run without any test. */
export function summaryOf(results = nothing) {
  const passed = results.numPassedTests;
  const skipped = results.numPendingTests + results.numTodoTests;
  const broken = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const failed = passed + skipped + broken === 0 ? 1 : broken;
  const line = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return { passed, failed, skipped, line };
}
