import { createCollector } from './collector.ts';
import { firstDifferenceFrom } from './compare-generations.ts';
import { readThrough } from './read-through.ts';
import type { Generation } from './registry.ts';
import { readingOf, type ReplayOptions } from './replaying.ts';
import { withSkips } from './skips.ts';
import { hasTable } from './table.ts';
import { firstWrongEnd } from './wrong-ends.ts';

/** What a fold in memory found against the rows of the live generation. */
export interface DryRun {
  readonly after: string;
  readonly events: number;
  readonly firstDifference: number | null;
  readonly tableMissing: boolean;
}

/**
 * Folds up to where `live` stands (to the end of the log where there is none) and compares with its rows on the way; `comparable` says
 * whether they should be the same.
 */
export async function dryRun<State>(
  options: ReplayOptions<State>,
  live: Generation | undefined,
  comparable: boolean,
): Promise<DryRun> {
  const { pool, log, shared } = options;
  const projection = await withSkips(pool, options.projection);
  const to = live?.position ?? (await log.head()).position;
  const tableMissing = live !== undefined && comparable && !(await hasTable(pool, live));
  const compared = comparable && !tableMissing;
  const collector = createCollector(projection);
  let first: number | null = null;
  let after = 0;
  await readThrough({
    ...readingOf(options),
    cutAt: to,
    endAtCut: true,
    take: async (events) => {
      const expected = collector.take(events);
      const through = after + events.length;
      if (live && compared && first === null) {
        first = await firstDifferenceFrom(pool, [live, projection.columns], {
          after,
          to: through,
          expected,
        });
      }
      after = through;
      await shared?.pace.keep(projection.name, through);
    },
    arrive: () => true,
  });
  // Where rows are missing or too many, right ends look wrong.
  const rowsEqual = (first as number | null) === null;
  if (live && compared && rowsEqual) first = await firstWrongEnd(pool, live, to);
  return { after: collector.digest(), events: to, firstDifference: first, tableMissing };
}
