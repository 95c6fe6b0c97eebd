import type { DevelopmentDocument } from '../connection/wire.ts';

/** The feed in two parts, each newest first: what was said to lie ahead of everything that happened, and all the rest. */
export interface News {
  readonly ahead: readonly DevelopmentDocument[];
  readonly happened: readonly DevelopmentDocument[];
}

function isForecast({ modality }: DevelopmentDocument): boolean {
  return modality === 'future' || modality === 'hypothetical';
}

/** Parts a feed that is newest first: the forecasts at its head are dated after the newest thing that happened. */
export function partNews(items: readonly DevelopmentDocument[]): News {
  const first = items.findIndex((item) => !isForecast(item));
  // Where there is nothing but forecasts there is nothing that they could be taken for.
  if (first === -1) return { ahead: [], happened: items };
  return { ahead: items.slice(0, first), happened: items.slice(first) };
}

/** What happened on a known day is newer than what may have happened earlier; what merely stands did not happen at all. */
function byNews(a: DevelopmentDocument, b: DevelopmentDocument): number {
  const stands = (item: DevelopmentDocument) => (item.occurred.precision === 'standing' ? 1 : 0);
  const start = ({ occurred }: DevelopmentDocument) => Date.parse(occurred.from ?? '') || -Infinity;
  const apart = stands(a) - stands(b);
  if (apart !== 0) return apart;
  return start(a) === start(b) ? 0 : start(b) - start(a);
}

/** Orders a page of the feed, newest first by the end of `occurred`, among those that share that end. */
export function inNewsOrder(items: readonly DevelopmentDocument[]): readonly DevelopmentDocument[] {
  const runs: DevelopmentDocument[][] = [];
  for (const item of items) {
    const run = runs.at(-1);
    if (run === undefined || run[0]?.occurred.to !== item.occurred.to) runs.push([item]);
    else run.push(item);
  }
  return runs.flatMap((run) => run.sort(byNews));
}
