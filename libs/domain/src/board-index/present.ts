import type { Boards, Moment } from '../boards.ts';

/** The boards of the present, made anew only where they may be others. */
export interface Present {
  readonly at: (moment: Moment) => Boards;
  /** To be told when a revision was taken in. */
  readonly drop: () => void;
}

/** `nextChangeAfter`: when the clock alone next changes what is made; epoch ms. */
export function createPresent(
  make: (moment: Moment) => Boards,
  nextChangeAfter: (ms: number) => number,
): Present {
  let latest: {
    readonly fromMs: number;
    readonly untilMs: number;
    readonly boards: Boards;
  } | null = null;
  return {
    at: (moment) => {
      const { now } = moment;
      if (latest !== null && latest.fromMs <= now && now < latest.untilMs) return latest.boards;
      const boards = make(moment);
      latest = { fromMs: now, untilMs: nextChangeAfter(now), boards };
      return boards;
    },
    drop: () => {
      latest = null;
    },
  };
}
