import { createHappenings, type Happenings } from '../folding/happenings.ts';
import { createMemory, type Memory } from './memory.ts';
import { mostMembers } from './stretch.ts';

/** How finely a timeline is cut. */
export interface Distances {
  /** Most happenings in a stretch; 32 at most. */
  readonly stretch: number;
  /** Stretches from one kept state to the next. */
  readonly checkpoint: number;
}

/** Fine enough that the way from a kept state is short, coarse enough that the kept states are few. */
export const usualDistances: Distances = { stretch: mostMembers, checkpoint: 4 };

/** How a timeline is cut, and what it shares with the others. */
export interface Keeping extends Distances {
  readonly happenings: Happenings;
  readonly memory: Memory;
}

/** As usual, and by itself. */
export function usualKeeping(): Keeping {
  return { ...usualDistances, happenings: createHappenings(), memory: createMemory() };
}
