import type { BoardEntries } from '@ceasefire/domain';
import { createBytes, putBytes, putText } from '@ceasefire/event-store';
import { createRooms, type Room } from './rooms.ts';

/** What a body of `GET state` says beside the boards. */
export type StateHead = Readonly<Record<string, string | number | null>>;

/** Writes a body of `GET state`, to be let go when nobody needs it. `keeps`: whether the same entries will be written again. */
export type StateBody = (head: StateHead, entries: BoardEntries, keeps: boolean) => Room;

const firstRoom = 2 ** 16;

/**
 * The bytes of an entry that is the same object as one that was kept are not made anew. A body is written on room that is used again and again:
 * texts of a megabyte that are joined and then turned into bytes are dear to sweep up. Entries are taken one by one, so that none of them, nor what it was
 * made from, has to be kept through a sweep.
 */
export function createStateBody(): StateBody {
  const kept = new WeakMap<object, Buffer>();
  const page = createBytes(firstRoom);
  const rooms = createRooms();

  function putEntry(entry: object, keeps: boolean): void {
    const known = kept.get(entry);
    if (known !== undefined) {
      putBytes(page, known);
      return;
    }
    const text = JSON.stringify(entry);
    if (keeps) {
      const bytes = Buffer.from(text);
      kept.set(entry, bytes);
      putBytes(page, bytes);
    } else putText(page, text);
  }

  function putList(before: string, entries: Iterable<object>, keeps: boolean): void {
    putText(page, before);
    let between = '[';
    for (const entry of entries) {
      putText(page, between);
      putEntry(entry, keeps);
      between = ',';
    }
    putText(page, between === '[' ? '[]' : ']');
  }

  return (head, { arrangements, ceasefire, deployments, negotiations, disputes }, keeps) => {
    // Also after one that could not be written to its end.
    page.length = 0;
    putList('', arrangements, keeps);
    // They say what the ceasefire is, and stand behind that.
    const front = Buffer.from(`${open(head)},"ceasefire":${open(ceasefire())},"arrangements":`);
    putList('},"deployments":', deployments, keeps);
    putList(',"negotiations":', negotiations, keeps);
    putList(',"disputes":', disputes, keeps);
    putText(page, '}');
    const room = rooms(front.length + page.length);
    front.copy(room.bytes);
    page.buffer.copy(room.bytes, front.length, 0, page.length);
    return room;
  };
}

/** An object's text without its end, for more to follow; the object must not be empty. */
function open(value: object): string {
  return JSON.stringify(value).slice(0, -1);
}
