import { Presets, SingleBar } from 'cli-progress';

/** A bar on standard error; nothing where that is no terminal, or the output is for a program. */
export interface ProgressBar {
  at(position: number, total: number, eventsPerSecond?: number): void;
  stop(): void;
}

/** A bar for one piece of work. */
export function progressBar(name: string, quiet: boolean): ProgressBar {
  if (quiet || !process.stderr.isTTY) return { at: () => undefined, stop: () => undefined };
  const bar = new SingleBar(
    {
      format: `${name} {bar} {percentage}% | {value}/{total} | {rate} events/s | {eta_formatted} left`,
      stream: process.stderr,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    at(position, total, eventsPerSecond) {
      const rate = eventsPerSecond === undefined ? '–' : Math.round(eventsPerSecond);
      if (!started) bar.start(total, position, { rate });
      started = true;
      bar.setTotal(total);
      bar.update(position, { rate });
    },
    stop: () => bar.stop(),
  };
}
