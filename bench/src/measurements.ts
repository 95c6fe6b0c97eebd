import { benchAppend } from './append.ts';
import { benchImport } from './import.ts';
import { benchLive } from './live.ts';
import { benchReplay } from './replay.ts';
import type { Section } from './report.ts';
import { benchScale } from './scale.ts';
import { benchSockets } from './sockets.ts';
import { benchStart } from './start.ts';
import { benchState } from './state.ts';

/** How much is measured. */
export interface Load {
  /** One short run of each. */
  readonly quick: boolean;
  readonly runs: number;
  /** Length of the log that is replayed, and developments of scale; each has its own where it is left out. */
  readonly events?: number;
}

const secondsOf = ({ quick }: Load): number => (quick ? 1 : 3);
const eventsOf = ({ quick, events }: Load, usual: number): number =>
  quick ? 2_000 : (events ?? usual);

/** The measurements by their names, in the order in which they are made. */
export const measurements: Readonly<Record<string, (load: Load) => Promise<Section>>> = {
  append: (load) => benchAppend(load.runs, secondsOf(load)),
  import: (load) =>
    benchImport({
      runs: load.runs,
      lengths: load.quick ? [2_000] : [50_000, 500_000],
      limitSeconds: secondsOf(load),
    }),
  state: (load) => benchState(load.runs, secondsOf(load)),
  live: ({ runs, quick }) => benchLive(runs, quick ? 50 : 200),
  sockets: ({ runs, quick }) =>
    benchSockets({ runs, clients: quick ? 100 : 1_000, seconds: quick ? 3 : 20 }),
  start: ({ runs }) => benchStart(runs),
  replay: (load) => benchReplay(load.runs, eventsOf(load, 20_000)),
  scale: (load) => benchScale(eventsOf(load, 1_000_000), load.quick ? 20 : 200),
};
