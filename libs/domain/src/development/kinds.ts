import { feedKinds } from './feed-kinds.ts';
import type { Board, KindEntry } from './kind-entry.ts';
import { processKinds } from './process-kinds.ts';

export type { Board, KindEntry } from './kind-entry.ts';

/**
 * The data dictionary: every kind of development, the board it moves, and the details it takes.
 * Adding a kind is one entry and one `case` in the fold of its board. The order of the kinds decides between equals in every fold.
 */
export const kinds = { ...processKinds, ...feedKinds } as const satisfies Record<string, KindEntry>;

export type DevelopmentKind = keyof typeof kinds;

/** The kinds that can move one board. */
export type KindOf<Moved extends Board> = {
  [Kind in DevelopmentKind]: (typeof kinds)[Kind]['board'] extends Moved ? Kind : never;
}[DevelopmentKind];

/** Every kind, in the order of the dictionary. */
export const developmentKinds = Object.keys(kinds) as readonly DevelopmentKind[];

/** Whether a kind can move that board. */
export function canMove<Moved extends Board>(
  kind: DevelopmentKind,
  board: Moved,
): kind is KindOf<Moved> {
  return kinds[kind].board === board;
}
