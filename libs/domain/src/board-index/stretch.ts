import { sortOf } from '../development/rules/check-process.ts';
import type { Resolutions } from '../folding/fold.ts';
import type { Happening } from '../folding/happening.ts';
import type { Happenings } from '../folding/happenings.ts';
import type { Reading } from './reading.ts';

/** Which members of a stretch are meant: bit n stands for the member at place n. */
export type Mask = number;

/** As many as a whole number has bits. */
export const mostMembers = 32;

/** Neighbours in the order of a fold, at most 32 of them, former revisions among them. */
export interface Stretch<State> {
  /** Their places. */
  readonly members: readonly number[];
  readonly happenings: Happenings;
  /** What is known of all of them, worked out when it is first asked for; a change takes it away. */
  summary: Summary | null;
  /** The ways over it that are remembered, the newest last. */
  readonly passages: RememberedPassage<State>[];
}

/** The way of a fold over some members of a stretch, whatever came before what the fold remembers. */
export interface Passage<State> {
  /** The state afterwards, as it is when what was before had been cut. */
  readonly after: State;
  /** What the fold remembers of it: the next passage begins here. */
  readonly next: State;
}

/** A passage and what it holds for. */
export interface RememberedPassage<State> extends Passage<State> {
  readonly mask: Mask;
  readonly from: State;
  readonly resolutions: Resolutions;
  /** Whether it was gone again since it was made, or since somebody last looked for one to forget. */
  again: boolean;
}

interface Summary {
  /** Those that hold now. */
  readonly current: Mask;
  /** Those that make a process exist: what only the feed shows does not. */
  readonly founding: Mask;
  /** Those that may have begun at any time. */
  readonly open: Mask;
  /** When the first of the others may have begun (epoch ms). */
  readonly earliestMs: number;
  /** Log positions: the last one that a member came with, and the first one that ended a member. */
  readonly recordedBy: number;
  readonly endedFrom: number;
  /** The log position that each came with; and of those that do not hold now, which one (a mask) and at which position it ended. */
  readonly recordedAt: readonly number[];
  readonly endings: readonly { readonly member: Mask; readonly at: number }[];
  /** When the first source of each was published, and the last of these instants (epoch ms). */
  readonly knownFromMs: readonly number[];
  readonly knownByMs: number;
}

/** The stretch with what is known of its members. */
export function summaryOf(stretch: Stretch<unknown>): Summary {
  stretch.summary ??= summarised(membersOf(stretch));
  return stretch.summary;
}

function summarised(members: readonly Happening[]): Summary {
  let [current, founding, open] = [0, 0, 0];
  let [earliestMs, recordedBy, endedFrom, knownByMs] = [Infinity, 0, Infinity, -Infinity];
  const endings: { readonly member: Mask; readonly at: number }[] = [];
  for (const [place, member] of members.entries()) {
    const { startMs, position, supersededAt, knownFromMs: knownMs } = member;
    const bit = 1 << place;
    if (supersededAt === Infinity) current |= bit;
    else endings.push({ member: bit, at: supersededAt });
    if (sortOf(member.kind) !== undefined) founding |= bit;
    if (startMs === -Infinity) open |= bit;
    else earliestMs = Math.min(earliestMs, startMs);
    recordedBy = Math.max(recordedBy, position);
    endedFrom = Math.min(endedFrom, supersededAt);
    knownByMs = Math.max(knownByMs, knownMs);
  }
  const recordedAt = members.map(({ position }) => position);
  const knownFromMs = members.map((member) => member.knownFromMs);
  return {
    current,
    founding,
    open,
    earliestMs,
    recordedBy,
    endedFrom,
    recordedAt,
    endings,
    knownFromMs,
    knownByMs,
  };
}

/** The members that count in a reading, at whatever valid time. */
export function countedIn(stretch: Stretch<unknown>, { position, knownMs }: Reading): Mask {
  const summary = summaryOf(stretch);
  const held = position === Infinity ? summary.current : heldAt(summary, position);
  return held === 0 || knownMs >= summary.knownByMs
    ? held
    : knownBy(held, summary.knownFromMs, knownMs);
}

/** Without a look at the members themselves: they lie far apart. */
function heldAt(summary: Summary, position: number): Mask {
  const { recordedBy, endedFrom, recordedAt, endings } = summary;
  let held = first(recordedAt.length);
  if (recordedBy > position) {
    for (let place = 0; place < recordedAt.length; place += 1) {
      if ((recordedAt[place] ?? Infinity) > position) held &= ~(1 << place);
    }
  }
  if (endedFrom <= position) {
    for (const { member, at } of endings) if (at <= position) held &= ~member;
  }
  return held;
}

function knownBy(held: Mask, knownFromMs: readonly number[], knownMs: number): Mask {
  let known = held;
  for (let place = 0; place < knownFromMs.length; place += 1) {
    if ((knownFromMs[place] ?? Infinity) > knownMs) known &= ~(1 << place);
  }
  return known;
}

/** The first `count` members. */
function first(count: number): Mask {
  return count === 0 ? 0 : (-1 >>> (mostMembers - count)) | 0;
}

/** How many members a mask means. */
export function countOf(mask: Mask): number {
  let count = 0;
  for (let left = mask; left !== 0; left &= left - 1) count += 1;
  return count;
}

/** The last member; undefined where there is none. */
export function lastOf({ members, happenings }: Stretch<unknown>): Happening | undefined {
  const place = members.at(-1);
  return place === undefined ? undefined : happenings.at(place);
}

/** Every member, in their order. */
export function membersOf({ members, happenings }: Stretch<unknown>): readonly Happening[] {
  return members.map(happenings.at);
}

/** The members that are meant, in their order. */
export function membersIn(stretch: Stretch<unknown>, mask: Mask): readonly Happening[] {
  return placesIn(stretch, mask).map(stretch.happenings.at);
}

/** The places of the members that are meant, in their order. */
export function placesIn({ members }: Stretch<unknown>, mask: Mask): readonly number[] {
  const meant: number[] = [];
  for (let left = mask; left !== 0; left &= left - 1) {
    const place = members[31 - Math.clz32(left & -left)];
    if (place !== undefined) meant.push(place);
  }
  return meant;
}
