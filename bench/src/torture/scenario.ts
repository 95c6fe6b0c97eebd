import type { Chance } from './chance.ts';

/** What a scenario is given, and where it tells what it did. */
export interface Rack {
  readonly chance: Chance;
  /** A form of seconds for every push, in which times are told but not judged: a busy machine proves nothing. */
  readonly short: boolean;
  /** How many events a long log shall have; undefined leaves it to the scenario. */
  readonly events: number | undefined;
  /** Tells what was done or measured. */
  tell(line: string): void;
  /** The scenario has failed, and why; it goes on. */
  fail(line: string): void;
  /** The scenario cannot be played here, and why; it ends. */
  skip(line: string): void;
  /** Tells a time, and in the long form fails above the bound. */
  judge(what: string, ms: number, boundMs: number): void;
}

/** One way to hurt the product. It throws, or tells the rack, when the product did not stand it. */
export interface Scenario {
  /** What it does and what must hold. */
  readonly what: string;
  readonly run: (rack: Rack) => Promise<void>;
}

/** Waits. */
export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
