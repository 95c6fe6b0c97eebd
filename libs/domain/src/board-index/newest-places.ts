/** The place of the newest revision of each development, by its id. */
export interface NewestPlaces {
  readonly of: (id: string) => number | undefined;
  readonly set: (id: string, place: number) => void;
}

const fewestSlots = 64;

/** A table of numbers alone: a map of a million ids is looked through at every major collection. `idAt`: the id at a place. */
export function createNewestPlaces(idAt: (place: number) => string): NewestPlaces {
  /** A place and one more; 0 where there is none. Their number is a power of two. */
  let slots = new Int32Array(fewestSlots);
  let taken = 0;

  /** Where an id is, or where it would be. */
  function slotOf(id: string): number {
    let slot = hashOf(id) & (slots.length - 1);
    for (;;) {
      const held = slots[slot] ?? 0;
      if (held === 0 || idAt(held - 1) === id) return slot;
      slot = (slot + 1) & (slots.length - 1);
    }
  }

  function grow(): void {
    const before = slots;
    slots = new Int32Array(before.length * 2);
    for (const held of before) if (held !== 0) slots[slotOf(idAt(held - 1))] = held;
  }

  return {
    of: (id) => {
      const held = slots[slotOf(id)] ?? 0;
      return held === 0 ? undefined : held - 1;
    },
    set: (id, place) => {
      const slot = slotOf(id);
      if (slots[slot] === 0) taken += 1;
      slots[slot] = place + 1;
      if (taken * 4 > slots.length * 3) grow();
    },
  };
}

/** FNV-1a, and its high bits mixed into the low ones. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}
