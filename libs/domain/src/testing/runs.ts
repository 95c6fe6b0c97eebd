/** Set by the configuration of the tests, from `LAW_RUNS`; 1 if it says nothing. */
declare const lawRuns: number;

/** So many runs of a law, or so many times as many: some logs that break one are rarer than the tests of every change can look for. */
export const runs = (usual: number): number => usual * lawRuns;
