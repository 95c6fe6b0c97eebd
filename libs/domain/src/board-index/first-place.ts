/** The first place in a sorted list from which on the test holds; the length where it nowhere does. */
export function firstPlace<Item>(sorted: readonly Item[], test: (item: Item) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = sorted[middle];
    if (item !== undefined && test(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
