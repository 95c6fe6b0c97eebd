import { type AppendCommand, type EventMeta, JsonText } from '@ceasefire/event-store';
import type { Appending } from './appending.ts';
import type { ReadyCommand } from './ready-command.ts';

/** Most that is kept, in characters. Commands of some six hundred each: a quarter of a million of them. */
const mostKept = 256 * 2 ** 20;
/** What a command takes beside the data of its events. */
const overhead = 400;
/** How many commands are sent between two reports of how far it is. */
const stride = 1_000;

/** A merge or its undoing, and where its first event is expected. */
interface Joint {
  readonly command: ReadyCommand;
  readonly expectedPosition: number;
}

/** A command of one event, flat: in their layers of objects they kept the garbage collector busy. */
interface Single {
  readonly line: number;
  readonly type: ReadyCommand['type'];
  readonly meta: EventMeta;
  readonly stream: string;
  readonly expected: number;
  readonly id: string;
  readonly event: string;
  readonly text: string;
}

/** What was decided while the file was checked, so that it need not be read again to be stored; as long as it is not too much. */
export class KeptCommands {
  readonly #room: number;
  #kept: (Single | Joint)[] | undefined = [];
  #size = 0;

  constructor(room = mostKept) {
    this.#room = room;
  }

  /** Whether nothing was let go. */
  get isWhole(): boolean {
    return this.#kept !== undefined;
  }

  /** Takes a command whose first event will stand at `expectedPosition` when nobody else writes meanwhile. */
  add(command: ReadyCommand, expectedPosition: number): void {
    if (this.#kept === undefined) return;
    this.#size += command.texts.reduce((sum, { length }) => sum + length, overhead);
    if (this.#size > this.#room) this.#kept = undefined;
    else this.#kept.push(flat(command) ?? { command, expectedPosition });
  }

  /** Appends everything in its order. Throws as `Appending` does. */
  async sendTo(
    appending: Appending,
    onProgress: (done: number, total: number) => void,
  ): Promise<void> {
    const kept = this.#kept ?? [];
    const positions = new Map<number, number>();
    for (const [index, each] of kept.entries()) {
      if ('text' in each) await appending.send(layered(each));
      else if (each.command.type === 'merge')
        positions.set(each.expectedPosition, await appending.sendAlone(each.command));
      else await appending.send(withPosition(each.command, positions));
      if (index % stride === 0) onProgress(index, kept.length);
    }
    await appending.settled();
    onProgress(kept.length, kept.length);
  }
}

/** Undefined for what has more than one event. */
function flat({ line, type, append, texts }: ReadyCommand): Single | undefined {
  const [write] = append.writes;
  const [event] = write?.events ?? [];
  const [text] = texts;
  if (type === 'merge' || type === 'split' || texts.length > 1) return undefined;
  if (write === undefined || event === undefined || text === undefined) return undefined;
  const { stream, expected } = write;
  if (expected === 'any') return undefined;
  return { line, type, meta: append.meta, stream, expected, id: event.id, event: event.type, text };
}

function layered({ line, type, meta, stream, expected, id, event, text }: Single): ReadyCommand {
  const events = [{ id, type: event, data: new JsonText(text) }];
  return { line, type, append: { meta, writes: [{ stream, expected, events }] }, texts: [text] };
}

/** What undoes a merge names its position, which is another one when somebody else has written meanwhile. */
function withPosition(command: ReadyCommand, positions: ReadonlyMap<number, number>): ReadyCommand {
  const texts = command.texts.map((text) => {
    const data = JSON.parse(text) as { readonly undoes: number };
    return JSON.stringify({ ...data, undoes: positions.get(data.undoes) ?? data.undoes });
  });
  let next = 0;
  const writes: AppendCommand['writes'] = command.append.writes.map((write) => ({
    ...write,
    events: write.events.map((event) => ({ ...event, data: new JsonText(texts[next++] ?? '') })),
  }));
  return { ...command, append: { ...command.append, writes }, texts };
}
