import { setFlagsFromString } from 'node:v8';

/**
 * Has the engine allocate everything among the young. To be called before anything is loaded that is to be fast.
 *
 * While a log is loaded, much of what is made stays. The engine concludes that whatever is made at these places of the code will stay, and puts it among
 * the old; but of a question nothing stays, and it lay there until a collection of the whole heap.
 */
export function allocateYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}

/** Lets the heap grow by so much, in percent of what a collection of all of it leaves, before the next one begins. */
export function growBy(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${String(percent)}`);
}
