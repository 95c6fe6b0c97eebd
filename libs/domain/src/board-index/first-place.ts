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

/** The first place after an instant in ascending instants; the length where none comes after it. */
export function firstAfter(ascending: Float64Array, ms: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Infinity) > ms) high = middle;
    else low = middle + 1;
  }
  return low;
}
