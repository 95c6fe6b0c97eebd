import type { DevelopmentState } from '../development/state.ts';
import type { Happening } from './happening.ts';
import type { Room } from './intern.ts';

const statuses: readonly DevelopmentState['status'][] = ['active', 'retracted', 'merged'];

/** Where each number lies in the room of a happening. */
const at = {
  startMs: 0,
  definiteMs: 1,
  knownFromMs: 2,
  position: 3,
  supersededAt: 4,
  traits: 5,
} as const;

/** In the number that holds what is only yes or no, or one of few. */
const lastingBit = 4;
const movesBit = 8;
const statusUnit = 16;

/**
 * A happening whose numbers lie beside those of others: each number of an object would be an object by itself, and a million of them
 * are swept over again and again.
 */
export class PreparedHappening implements Happening {
  /** So many numbers it needs room for. */
  static readonly numbers = 6;
  readonly id: Happening['id'];
  readonly kind: Happening['kind'];
  readonly process: Happening['process'];
  readonly actors: Happening['actors'];
  readonly claim: Happening['claim'];
  readonly details: Happening['details'];
  older: Happening['older'];
  private readonly held: Float64Array;
  private readonly place: number;

  constructor({ numbers, place }: Room, happening: Happening) {
    this.id = happening.id;
    this.kind = happening.kind;
    this.process = happening.process;
    this.actors = happening.actors;
    this.claim = happening.claim;
    this.details = happening.details;
    this.older = happening.older;
    this.held = numbers;
    this.place = place;
    numbers[place + at.startMs] = happening.startMs;
    numbers[place + at.definiteMs] = happening.definiteMs;
    numbers[place + at.knownFromMs] = happening.knownFromMs;
    numbers[place + at.position] = happening.position;
    numbers[place + at.supersededAt] = happening.supersededAt;
    numbers[place + at.traits] = traitsOf(happening);
  }

  get startMs(): number {
    return this.held[this.place + at.startMs] ?? NaN;
  }

  get definiteMs(): number {
    return this.held[this.place + at.definiteMs] ?? NaN;
  }

  get knownFromMs(): number {
    return this.held[this.place + at.knownFromMs] ?? NaN;
  }

  get position(): number {
    return this.held[this.place + at.position] ?? NaN;
  }

  get supersededAt(): number {
    return this.held[this.place + at.supersededAt] ?? NaN;
  }

  set supersededAt(position: number) {
    this.held[this.place + at.supersededAt] = position;
  }

  get sureness(): number {
    return this.traits() & (lastingBit - 1);
  }

  get lasting(): boolean {
    return (this.traits() & lastingBit) !== 0;
  }

  get moves(): boolean {
    return (this.traits() & movesBit) !== 0;
  }

  get status(): Happening['status'] {
    return statuses[Math.floor(this.traits() / statusUnit)] ?? 'active';
  }

  private traits(): number {
    return this.held[this.place + at.traits] ?? NaN;
  }
}

function traitsOf({ sureness, lasting, moves, status }: Happening): number {
  const flags = (lasting ? lastingBit : 0) + (moves ? movesBit : 0);
  return sureness + flags + statusUnit * statuses.indexOf(status);
}
