import type { Happening } from './happening.ts';

/** An editor's judgement on a subject, at the instant from which all it rests on is definite. */
export interface Resolution {
  readonly at: number;
  readonly earliest: number;
  readonly outcome: string;
  readonly basedOn: readonly string[];
}

/** The judgements that count, by subject. */
export type Resolutions = ReadonlyMap<string, Resolution>;

/** What a happening is folded under. */
export interface Circumstances {
  /** The instant at which it is folded, in epoch milliseconds. */
  readonly at: number;
  readonly resolutions: Resolutions;
}

/**
 * A state, and what of it the next step is folded from: its cut, or the cut of what was folded from an earlier cut. The latter may know even less: what
 * was taken back from it is not replaced by what lies deeper.
 */
export interface Kept<State> {
  readonly state: State;
  readonly kept: State;
}

/** How the happenings of one process become its state. States are never changed in place, so that they can be kept. */
export interface Fold<State> {
  readonly initial: State;
  readonly apply: (state: State, happening: Happening, circumstances: Circumstances) => State;
  /** The state after the clock alone has come to `toMs`. */
  readonly advance: (state: State, toMs: number, resolutions: Resolutions) => State;
  /** The state without what no later step reads: two pasts that lead to the same one have the same future. */
  readonly cut: (state: State) => State;
  /**
   * The last of `afters`, as if it had been folded from the state of `before`. The first of them was folded from what was kept of it, and each of the
   * others from the cut of the one before it; there is at least one.
   */
  readonly graft: (afters: readonly State[], before: Kept<State>) => State;
  /**
   * Whether a happening may lead to another of what `Alternatives` are read for: the status, and whether something was agreed in principle. What does
   * not is left out of them.
   */
  readonly turns: (happening: Happening) => boolean;
  /** When the state last changed its status (epoch ms); `-Infinity` when it never did. */
  readonly latestChange: (state: State) => number;
  /** The next instant at which the clock alone moves the state, judgements aside; `Infinity` when none does. */
  readonly nextClock: (state: State) => number;
}

/** Takes a state on by one happening, in the order of the fold. */
export type Step<State> = (state: State, happening: Happening) => State;

/** The step of a fold under the judgements that count. */
export function stepOf<State>(fold: Fold<State>, resolutions: Resolutions): Step<State> {
  return (state, happening) => {
    const at = happening.definiteMs;
    return fold.apply(fold.advance(state, at, resolutions), happening, { at, resolutions });
  };
}

/** The ways in which things may stand already. */
export interface Alternatives<State> {
  /** Each of the possible happenings by itself, and all of them one after the other. */
  readonly states: readonly State[];
  /** As if all the possible happenings had happened. */
  readonly all: State;
}

/** The earliest instant that can be written, in epoch milliseconds. */
const firstInstant = -8_640_000_000_000_000;

/** How things would stand at an instant if what is only possible then had already happened. */
export function alternatives<State>(
  fold: Fold<State>,
  { state, possible }: { readonly state: State; readonly possible: readonly Happening[] },
  circumstances: Circumstances,
): Alternatives<State> {
  const { at, resolutions } = circumstances;
  // It is folded when it may have begun, not at the present: what is possible must not depend on when one asks.
  const after = (before: State, happening: Happening): State => {
    const begun = Math.max(happening.startMs, fold.latestChange(before), firstInstant);
    const applied = fold.apply(before, happening, { at: begun, resolutions });
    return fold.advance(applied, at, resolutions);
  };
  const states: State[] = [];
  let all = state;
  for (const happening of distinct(possible)) {
    states.push(after(state, happening));
    all = after(all, happening);
    states.push(all);
  }
  return { states, all };
}

/** Without those that say again what another one says: they lead to no other status. */
function distinct(possible: readonly Happening[]): readonly Happening[] {
  if (possible.length < 2) return possible;
  const seen = new Map<string, Happening>();
  for (const happening of possible) {
    const { startMs } = happening;
    const signature = signatureOf(happening);
    const known = seen.get(signature);
    // The latest start stands for all: it is the one that may surely have come after an end.
    if (known === undefined || known.startMs < startMs) seen.set(signature, happening);
  }
  return [...seen.values()];
}

/** What of a happening decides which status it leads to, its instants aside. */
export function signatureOf({ kind, claim, details }: Happening): string {
  if (claim === null && details.effectiveAt === undefined) return kind;
  return [kind, claim?.subject, claim?.stance, claim?.by, details.effectiveAt].join('\n');
}
