/** What is in any of the lists, once and in the order in which it first came; the oldest list comes first. */
export function united(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = []] = lists;
  const all = new Set(first);
  for (const list of lists) for (const each of list) all.add(each);
  return all.size === first.length ? first : [...all];
}

/** One of a list that is linked from the newest to the oldest. */
interface Linked {
  readonly older: this | null;
}

/** The newest few of linked lists as one list, as if each began where the one before it ends; the oldest list comes first. */
export function linked<Item extends Linked>(
  lists: readonly (Item | null)[],
  most: number,
): Item | null {
  const newest: Item[] = [];
  for (let place = lists.length - 1; place >= 0 && newest.length < most; place -= 1) {
    let each = lists[place] ?? null;
    for (; each !== null && newest.length < most; each = each.older) newest.push(each);
  }
  return newest.reduceRight<Item | null>((older, each) => ({ ...each, older }), null);
}
