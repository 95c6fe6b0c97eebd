import type { Details } from './details.ts';
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

/** Whether a kind takes all of these details and lacks none. Without lists of either: an import asks it twice a record. */
export function takesDetails(kind: DevelopmentKind, details: Details): boolean {
  const takes = takenDetails(kind);
  const given: Readonly<Record<string, unknown>> = details as Readonly<Record<string, unknown>>;
  for (const name in takes)
    if (takes[name] === 'required' && given[name] === undefined) return false;
  for (const name in given)
    if (given[name] !== undefined && !Object.hasOwn(takes, name)) return false;
  return true;
}
