import type { Details } from './details.ts';

/** The board that a kind can move; `feed` kinds move none. */
export type Board = 'ceasefire' | 'deployment' | 'negotiation' | 'disputes' | 'feed';

/** One kind in the data dictionary. */
export interface KindEntry {
  readonly board: Board;
  /** What the kind means, in one sentence: the data dictionary shows it. */
  readonly meaning: string;
  readonly details: Partial<Record<keyof Details, 'required' | 'optional'>>;
}
