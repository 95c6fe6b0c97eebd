import type { Development, Source } from './development.ts';

/** What a merge brought in. `position` is that of the merge on the stream of the development that took it in. */
export interface Absorbed {
  readonly position: number;
  readonly id: string;
  readonly sources: readonly Source[];
}

interface Recounted {
  /** Version of the stream. */
  readonly version: number;
  /** As first reported and since corrected; its sources are its own. */
  readonly document: Development;
  readonly absorbed: readonly Absorbed[];
}

/** One that counts. */
export interface ActiveDevelopment extends Recounted {
  readonly status: 'active';
}

/** One that was taken back. */
export interface RetractedDevelopment extends Recounted {
  readonly status: 'retracted';
}

/** One that is part of another. */
export interface MergedDevelopment extends Recounted {
  readonly status: 'merged';
  readonly mergedInto: string;
}

/** A development as its stream tells it. Only an active one counts on the boards. */
export type DevelopmentState = ActiveDevelopment | RetractedDevelopment | MergedDevelopment;

/** All the sources that a development now rests on: its own, then those that merges brought in, each once. */
export function effectiveSources(
  state: Pick<Recounted, 'document' | 'absorbed'>,
): readonly Source[] {
  const { sources: own } = state.document;
  // As it is for most.
  if (own.length === 1 && state.absorbed.length === 0) return own;
  const all = [...own, ...state.absorbed.flatMap(({ sources }) => sources)];
  return all.filter(
    (source, index) => all.findIndex((other) => sameSource(source, other)) === index,
  );
}

/** Whether two sources are the same document. */
export function sameSource(one: Source, other: Source): boolean {
  return (
    one.outlet === other.outlet &&
    one.title === other.title &&
    one.url === other.url &&
    one.publishedAt === other.publishedAt &&
    comparable(rootOf(one)) === comparable(rootOf(other))
  );
}

/** Whom a source goes back to: sources with one root are not independent of each other. */
export function rootOf(source: Source): string {
  return source.attributionChain[0] ?? source.outlet;
}

/** How many of the sources are independent of each other. */
export function independentSources(sources: readonly Source[]): number {
  return new Set(sources.map((source) => comparable(rootOf(source)))).size;
}

/** A name without what two editors may write differently: case, and space around it. */
function comparable(name: string): string {
  return name.trim().toLowerCase();
}
