import type { Boards } from '@ceasefire/domain';

/** What a body of `GET state` says beside the boards. */
export type StateHead = Readonly<Record<string, string | number | null>>;

/** Writes a body of `GET state`. `keeps`: whether the same entries will be written again. */
export type StateBody = (head: StateHead, boards: Boards, keeps: boolean) => Buffer;

/** The bytes of an entry that is the same object as one that was kept are not made anew. */
export function createStateBody(): StateBody {
  const kept = new WeakMap<object, Buffer>();
  const page = createPage();

  function putEntry(entry: object, keeps: boolean): void {
    const known = kept.get(entry);
    if (known !== undefined) {
      page.bytes(known);
      return;
    }
    const text = JSON.stringify(entry);
    if (!keeps) {
      page.text(text);
      return;
    }
    const bytes = Buffer.from(text);
    kept.set(entry, bytes);
    page.bytes(bytes);
  }

  function putList(before: string, entries: readonly object[], keeps: boolean): void {
    page.text(`${before}[`);
    for (const [index, entry] of entries.entries()) {
      if (index > 0) page.text(',');
      putEntry(entry, keeps);
    }
    page.text(']');
  }

  return (head, { ceasefire, deployments, negotiations, disputes }, keeps) => {
    const { arrangements, ...rest } = ceasefire;
    putList(`${open(head)},"ceasefire":${open(rest)},"arrangements":`, arrangements, keeps);
    putList('},"deployments":', deployments, keeps);
    putList(',"negotiations":', negotiations, keeps);
    putList(',"disputes":', disputes, keeps);
    page.text('}');
    return page.taken();
  };
}

const firstRoom = 2 ** 16;
/** A code unit of a text takes at most so many bytes. */
const widest = 3;

/** Room that is written on again and again: texts of a megabyte that are joined and then turned into bytes are dear to sweep up. */
function createPage() {
  let room = Buffer.allocUnsafe(firstRoom);
  let end = 0;

  function makeRoom(more: number): void {
    if (end + more <= room.length) return;
    const wider = Buffer.allocUnsafe(Math.max(end + more, room.length * 2));
    room.copy(wider, 0, 0, end);
    room = wider;
  }

  return {
    text: (text: string): void => {
      makeRoom(text.length * widest);
      end += room.write(text, end);
    },
    bytes: (bytes: Buffer): void => {
      makeRoom(bytes.length);
      bytes.copy(room, end);
      end += bytes.length;
    },
    /** All that was written; what comes next begins anew. */
    taken: (): Buffer => {
      const all = Buffer.from(room.subarray(0, end));
      end = 0;
      return all;
    },
  };
}

/** An object's text without its end, for more to follow; the object must not be empty. */
function open(value: object): string {
  return JSON.stringify(value).slice(0, -1);
}
