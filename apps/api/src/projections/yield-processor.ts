import { constants, setPriority } from 'node:os';

/**
 * Lets everything else on the machine go first: this thread and what it starts get the processor that nobody else wants (on Linux; elsewhere the
 * whole process). A rebuild is in no hurry, and those who watch and post are.
 */
export function yieldProcessor(): void {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}
