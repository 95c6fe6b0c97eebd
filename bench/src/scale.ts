import type { Row, Section } from './report.ts';
import { type Measured, measureAt, pasts } from './scale/product.ts';
import { figure, quantile } from './spread.ts';

/** Before so many all processes have begun, so that a late report lies within its own. */
const fewest = 2_000;

/** The boards of a long log over three hundred processes, and of a short one to compare with. */
export async function benchScale(wanted: number, requests: number): Promise<Section> {
  const developments = Math.max(wanted, fewest);
  const few = Math.min(10_000, Math.max(fewest, Math.ceil(developments / 10)));
  const short = await measureAt(few, requests);
  const long = await measureAt(developments, requests);
  return {
    title: `${figure(developments)} developments over three hundred processes`,
    how:
      `The log was filled with ${figure(long.events)} events by its own append, and with ${figure(short.events)} to compare with; then the ` +
      `product was started on it and asked over one connection, ${String(requests)} times each and five times as often for the present. A ` +
      `body of the present has ${figure(long.live.bytes)} bytes, by gzip ${figure(long.packed.bytes)}, and of the short log ` +
      `${figure(short.live.bytes)} and ${figure(short.packed.bytes)}. Every late report was on the board when its post was answered, and boards of ` +
      'moments on all clocks were those of a fold of only what counts then.',
    rows: rowsOf(developments, short, long),
  };
}

function rowsOf(developments: number, short: Measured, long: Measured): readonly Row[] {
  const mib = (bytes: number): number => bytes / 2 ** 20;
  const { started, ended, peak } = long.residentBytes;
  return [
    row('state live, p99, ms', quantile(long.live.times, 0.99), 5),
    ...Object.keys(pasts).flatMap((name) => {
      const times = long.past[name] ?? [];
      return [
        row(`state as of a random past moment (${name}), p50, ms`, quantile(times, 0.5)),
        row(`state as of a random past moment (${name}), p99, ms`, quantile(times, 0.99), 50),
      ];
    }),
    row('late report, from POST until the boards show it, p50, ms', quantile(long.late, 0.5)),
    row('late report, from POST until the boards show it, p99, ms', quantile(long.late, 0.99), 20),
    row('append (admin POST), median, ms', quantile(long.append, 0.5)),
    row('append, times that of the short log', ratio(long.append, short.append), 1.5),
    row('state live, median, ms', quantile(long.live.times, 0.5)),
    row('state live, times that of the short log', ratio(long.live.times, short.live.times), 1.5),
    row('state live by gzip, p99, ms', quantile(long.packed.times, 0.99), 5),
    row('state live by gzip, median, ms', quantile(long.packed.times, 0.5)),
    row(
      'state live by gzip, times that of the short log',
      ratio(long.packed.times, short.packed.times),
      1.5,
    ),
    row(`resident after the start on ${figure(developments)}, MiB`, mib(started), 1024),
    row('resident at the end, MiB', mib(ended), 1024),
    row('resident at most, MiB', mib(peak)),
    row('start until ready, s', long.readyMs / 1000),
  ];
}

function ratio(long: readonly number[], short: readonly number[]): number {
  return quantile(long, 0.5) / quantile(short, 0.5);
}

function row(what: string, value: number, bound?: number): Row {
  return {
    what,
    figure: figure(value),
    bound: bound === undefined ? '–' : figure(bound),
    ...(bound !== undefined && { reached: value <= bound }),
  };
}
