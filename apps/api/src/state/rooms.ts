/** Memory of one answer. Whoever made it holds it; when the last holder lets go, another answer may be written there. */
export interface Room {
  readonly bytes: Buffer;
  readonly hold: () => void;
  readonly letGo: () => void;
}

/** Finds memory of exactly so many bytes, with whatever was written there before. */
export type Rooms = (length: number) => Room;

/** What is shorter costs the collector nothing that could be told. */
const worthReusing = 2 ** 16;

/** Bytes that nobody holds and that are kept for what comes next. */
const usualFree = 8 * 2 ** 20;

/**
 * Memory that is used again. The engine begins a collection of everything whenever so many megabytes outside of its heap were newly taken,
 * and a question takes twice as long beside one: bodies of a megabyte each brought one on every four seconds.
 */
export function createRooms(mostFree = usualFree): Rooms {
  const free: Buffer[] = [];
  let freeBytes = 0;

  function giveBack(memory: Buffer): void {
    if (memory.length < worthReusing || freeBytes + memory.length > mostFree) return;
    freeBytes += memory.length;
    free.push(memory);
  }

  function find(length: number): Buffer {
    const place = free.findIndex((each) => each.length >= length && each.length <= 2 * length);
    if (place < 0) return Buffer.allocUnsafeSlow(sizeFor(length));
    const [found] = free.splice(place, 1) as [Buffer];
    freeBytes -= found.length;
    return found;
  }

  return (length) => {
    const memory = find(length);
    let holders = 1;
    return {
      bytes: memory.subarray(0, length),
      hold: () => {
        holders += 1;
      },
      letGo: () => {
        holders -= 1;
        if (holders === 0) giveBack(memory);
      },
    };
  };
}

/** A little more than is asked for, as the next answer is a little longer. */
function sizeFor(length: number): number {
  if (length < worthReusing) return length;
  return worthReusing * Math.ceil((1.125 * length) / worthReusing);
}
