import { setFlagsFromString } from 'node:v8';

/** By how much the heap may grow, in percent of what a collection of all of it leaves, before the next one begins. */
const growth = 80;

/**
 * Has the engine manage memory for a process that first loads a long log and then answers. To be called before what is to be fast is loaded.
 *
 * While a log is loaded much of what is made stays. The engine concludes that whatever is made at these places of the code will stay, and puts it among
 * the old; but of a question, a page of a replay or a line of an import nothing stays, and it lay there until a collection of the whole heap. Here
 * everything is made among the young. What stays then grows slowly, so that there is no need to let the heap grow to three times as much.
 */
export function tuneEngine(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
  setFlagsFromString(`--heap-growing-percent=${String(growth)}`);
}
