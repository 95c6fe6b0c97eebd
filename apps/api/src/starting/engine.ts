import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

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

/** In bytes. What is marked of a smaller heap is hardly noticed. */
const largeHeap = 128 * 2 ** 20;

/** Collects the whole heap now where it is large: the first questions after a load would have to wait for it. */
export function sweepLarge(): void {
  if (getHeapStatistics().used_heap_size < largeHeap) return;
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  collect();
}
