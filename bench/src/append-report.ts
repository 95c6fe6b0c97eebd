import type { Rates } from './rates.ts';
import type { Grid, Row } from './report.ts';
import { spread, withSpread } from './spread.ts';

/** What one store reached at each number of callers. */
export interface StoreRates {
  readonly name: string;
  /** Why it could not be opened; then nothing was measured. */
  readonly notMeasured?: string;
  readonly byCallers: ReadonlyMap<number, Rates>;
}

/** How many times the rate of another this log is to reach. */
export interface Comparison {
  readonly mine: Rates;
  readonly other: { readonly name: string; readonly rates: Rates };
  readonly callers: number;
  readonly atLeast?: number;
}

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').replaceAll('|', '/');

function cellOf({ notMeasured, byCallers }: StoreRates, callers: number): string {
  if (notMeasured !== undefined) return `not measured: ${firstLine(notMeasured)}`;
  const rates = byCallers.get(callers);
  if (rates === undefined) return '–';
  return rates instanceof Error
    ? `not measured: ${firstLine(rates.message)}`
    : withSpread(spread(rates));
}

/** Events a second of every store at every number of callers; what could not be measured says why. */
export function gridOf(stores: readonly StoreRates[], callers: readonly number[]): Grid {
  return {
    head: ['events/s', ...callers.map((count) => `${count} ${count === 1 ? 'caller' : 'callers'}`)],
    lines: stores.map((store) => [store.name, ...callers.map((count) => cellOf(store, count))]),
  };
}

/** The ratio of two rates, run by run. No row when one of the two was not measured. */
export function comparisonRows({ mine, other, callers, atLeast }: Comparison): readonly Row[] {
  const { name, rates } = other;
  if (mine instanceof Error || rates instanceof Error) return [];
  const ratio = spread(mine.map((rate, run) => rate / (rates[run] ?? Number.NaN)));
  const judged =
    atLeast === undefined
      ? { bound: '–' }
      : { bound: String(atLeast), reached: ratio.median >= atLeast };
  return [
    { what: `this log at ${callers} callers ÷ ${name}`, figure: withSpread(ratio), ...judged },
  ];
}
