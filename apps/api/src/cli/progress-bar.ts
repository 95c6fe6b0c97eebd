import { MultiBar, Presets, type SingleBar } from 'cli-progress';

/** A bar on standard error; nothing where that is no terminal, or the output is for a program. */
export interface ProgressBar {
  at(position: number, total: number, eventsPerSecond?: number): void;
  stop(): void;
}

/** A bar for one piece of work. */
export function progressBar(name: string, quiet: boolean): ProgressBar {
  const bars = progressBars(quiet);
  return {
    at: (position, total, eventsPerSecond) => bars.at(name, { position, total, eventsPerSecond }),
    stop: () => bars.stop(),
  };
}

/** How far one of several pieces of work is. */
export interface Reached {
  readonly position: number;
  readonly total: number;
  readonly eventsPerSecond: number | undefined;
}

/** Bars below each other on standard error, one for each name; nothing where that is no terminal, or the output is for a program. */
export interface ProgressBars {
  at(name: string, reached: Reached): void;
  stop(): void;
}

/** Bars of which none has begun. */
export function progressBars(quiet: boolean): ProgressBars {
  if (quiet || !process.stderr.isTTY) return { at: () => undefined, stop: () => undefined };
  const format = `{name} {bar} {percentage}% | {value}/{total} | {rate} events/s | {left} left`;
  const bars = new MultiBar(
    { format, stream: process.stderr, hideCursor: true },
    Presets.shades_classic,
  );
  const started = new Map<string, SingleBar>();
  return {
    at: (name, { position, total, eventsPerSecond }) => {
      const bar = started.get(name) ?? bars.create(total, position);
      started.set(name, bar);
      const rate = eventsPerSecond === undefined ? '–' : Math.round(eventsPerSecond);
      const seconds = Math.max(0, total - position) / (eventsPerSecond ?? 0);
      bar.setTotal(total);
      bar.update(position, { name, rate, left: timeLeft(seconds) });
    },
    stop: () => bars.stop(),
  };
}

function timeLeft(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${String(whole)} s` : `${String(Math.ceil(whole / 60))} min`;
}
