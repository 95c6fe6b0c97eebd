import { type DevelopmentKind, kinds } from './kinds.ts';

/** By name of a detail, whether it must be there. */
export type TakenDetails = Readonly<Record<string, 'required' | 'optional'>>;

const byKind: ReadonlyMap<DevelopmentKind, TakenDetails> = new Map(
  Object.entries(kinds).map(([kind, { details }]) => [
    kind as DevelopmentKind,
    { founds: 'optional', ...details },
  ]),
);

/** The details that a kind takes, by the dictionary of kinds; any kind takes `founds`. Made once: an import asks twice a record. */
export const takenDetails = (kind: DevelopmentKind): TakenDetails => byKind.get(kind) ?? {};
