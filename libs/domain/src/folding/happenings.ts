import { developmentKinds } from '../development/kinds.ts';
import type { DevelopmentState } from '../development/state.ts';
import type { Happening } from './happening.ts';
import { createValues, type Values } from './values.ts';

/**
 * Happenings side by side, each named by its place: an object for each would be marked at every major collection. A happening is looked at through an object
 * that is made for the question.
 */
export interface Happenings {
  /** Puts one behind the others; answers its place. */
  readonly add: (happening: Happening) => number;
  /** The one at a place. What is told of it is read there when it is asked for. */
  readonly at: (place: number) => Happening;
  /** How many there are: the place of the next one. */
  readonly count: () => number;
  /** Remembers how many there are; what it answers takes away those that came since, and all that they said: they were only tried. */
  readonly mark: () => () => void;
}

const inBlockBits = 13;
const mostInBlock = 1 << inBlockBits;
const fewestInBlock = 16;

/** None yet. */
export function createHappenings(): Happenings {
  const blocks: Block[] = [];
  const shared: Shared = {
    processes: createValues<Happening['process']>(null, (id) => id ?? ''),
    actors: createValues<Happening['actors']>([], JSON.stringify),
    claims: createValues<Happening['claim']>(null, JSON.stringify),
    details: createValues<Happening['details']>({}, JSON.stringify),
  };
  let count = 0;

  return {
    add: (happening) => {
      const place = count;
      const block = (blocks[place >>> inBlockBits] ??= new Block(shared));
      block.put(place & (mostInBlock - 1), happening);
      count += 1;
      return place;
    },
    at: (place) => {
      const block = blocks[place >>> inBlockBits];
      if (block === undefined || place >= count) throw new RangeError(`Nothing is at ${place}.`);
      return new HeldHappening(block, place & (mostInBlock - 1));
    },
    count: () => count,
    mark: () => {
      const before = count;
      const backs = Object.values(shared).map(({ mark }: { mark: () => () => void }) => mark());
      return () => {
        count = before;
        for (const back of backs) back();
      };
    },
  };
}

/** What many happenings say alike. */
interface Shared {
  readonly processes: Values<Happening['process']>;
  readonly actors: Values<Happening['actors']>;
  readonly claims: Values<Happening['claim']>;
  readonly details: Values<Happening['details']>;
}

/** Where each number of a happening lies. */
const ofTime = { startMs: 0, definiteMs: 1, knownFromMs: 2, position: 3, supersededAt: 4 } as const;
const timesOfOne = 5;
const ofSaying = { traits: 0, process: 1, actors: 2, claim: 3, details: 4 } as const;
const sayingsOfOne = 5;

const statuses: readonly DevelopmentState['status'][] = ['active', 'retracted', 'merged'];
const kindNumbers = new Map(developmentKinds.map((kind, index) => [kind, index]));

/** In the number that holds what is only yes or no, or one of few. */
const surenessBits = 3;
const lastingBit = 4;
const movesBit = 8;
const statusShift = 4;
const kindShift = 6;

/** Room for neighbouring happenings; the first ones of an index get little, for most of them are few. */
class Block {
  readonly shared: Shared;
  readonly ids: string[] = [];
  times = new Float64Array(fewestInBlock * timesOfOne);
  sayings = new Uint32Array(fewestInBlock * sayingsOfOne);

  constructor(shared: Shared) {
    this.shared = shared;
  }

  put(row: number, happening: Happening): void {
    if ((row + 1) * timesOfOne > this.times.length) this.grow();
    const { times, sayings, shared } = this;
    const time = row * timesOfOne;
    const saying = row * sayingsOfOne;
    this.ids[row] = happening.id;
    times[time + ofTime.startMs] = happening.startMs;
    times[time + ofTime.definiteMs] = happening.definiteMs;
    times[time + ofTime.knownFromMs] = happening.knownFromMs;
    times[time + ofTime.position] = happening.position;
    times[time + ofTime.supersededAt] = happening.supersededAt;
    sayings[saying + ofSaying.traits] = traitsOf(happening);
    sayings[saying + ofSaying.process] = shared.processes.numberOf(happening.process);
    sayings[saying + ofSaying.actors] = shared.actors.numberOf(happening.actors);
    sayings[saying + ofSaying.claim] = shared.claims.numberOf(happening.claim);
    sayings[saying + ofSaying.details] = shared.details.numberOf(happening.details);
  }

  private grow(): void {
    const rows = Math.min(mostInBlock, (this.times.length / timesOfOne) * 4);
    const times = new Float64Array(rows * timesOfOne);
    times.set(this.times);
    const sayings = new Uint32Array(rows * sayingsOfOne);
    sayings.set(this.sayings);
    this.times = times;
    this.sayings = sayings;
  }
}

function traitsOf({ sureness, lasting, moves, status, kind }: Happening): number {
  const flags = (lasting ? lastingBit : 0) | (moves ? movesBit : 0);
  const [ofStatus, ofKind] = [statuses.indexOf(status), kindNumbers.get(kind) ?? 0];
  return sureness | flags | (ofStatus << statusShift) | (ofKind << kindShift);
}

/** A look at a row of a block. */
class HeldHappening implements Happening {
  private readonly block: Block;
  private readonly row: number;

  constructor(block: Block, row: number) {
    this.block = block;
    this.row = row;
  }

  get id(): string {
    return this.block.ids[this.row] ?? '';
  }

  get startMs(): number {
    return this.time(ofTime.startMs);
  }

  get definiteMs(): number {
    return this.time(ofTime.definiteMs);
  }

  get knownFromMs(): number {
    return this.time(ofTime.knownFromMs);
  }

  get position(): number {
    return this.time(ofTime.position);
  }

  get supersededAt(): number {
    return this.time(ofTime.supersededAt);
  }

  set supersededAt(position: number) {
    this.block.times[this.row * timesOfOne + ofTime.supersededAt] = position;
  }

  get sureness(): number {
    return this.saying(ofSaying.traits) & surenessBits;
  }

  get lasting(): boolean {
    return (this.saying(ofSaying.traits) & lastingBit) !== 0;
  }

  get moves(): boolean {
    return (this.saying(ofSaying.traits) & movesBit) !== 0;
  }

  get status(): Happening['status'] {
    return statuses[(this.saying(ofSaying.traits) >>> statusShift) & 3] ?? 'active';
  }

  get kind(): Happening['kind'] {
    return developmentKinds[this.saying(ofSaying.traits) >>> kindShift] ?? 'StatementMade';
  }

  get process(): Happening['process'] {
    return this.block.shared.processes.at(this.saying(ofSaying.process));
  }

  get actors(): Happening['actors'] {
    return this.block.shared.actors.at(this.saying(ofSaying.actors));
  }

  get claim(): Happening['claim'] {
    return this.block.shared.claims.at(this.saying(ofSaying.claim));
  }

  get details(): Happening['details'] {
    return this.block.shared.details.at(this.saying(ofSaying.details));
  }

  private time(which: number): number {
    return this.block.times[this.row * timesOfOne + which] ?? NaN;
  }

  private saying(which: number): number {
    return this.block.sayings[this.row * sayingsOfOne + which] ?? 0;
  }
}
