import { type AppendCommand, JsonText } from '@ceasefire/event-store';
import type { Appending } from './appending.ts';
import type { ReadyCommand } from '../commands/ready-command.ts';
import { flat, type SingleCommand } from '../commands/single-command.ts';

/** Most that is kept, in characters: some seventy thousand commands. More of them cost the garbage collector what deciding them again does. */
const mostKept = 64 * 2 ** 20;
/** What a command takes beside the data of its events. */
const overhead = 400;
/** How many commands are sent between two reports of how far it is. */
const stride = 1_000;

/** A merge or its undoing, and where its first event is expected. */
interface Joint {
  readonly command: ReadyCommand;
  readonly expectedPosition: number;
}

/** What was decided while the file was checked, so that it need not be read again to be stored; as long as it is not too much. */
export class KeptCommands {
  readonly #room: number;
  #kept: (SingleCommand | Joint)[] | undefined = [];
  #size = 0;

  constructor(room = mostKept) {
    this.#room = room;
  }

  /** Whether nothing was let go. */
  get isWhole(): boolean {
    return this.#kept !== undefined;
  }

  /** Takes a command whose first event will stand at `expectedPosition` when nobody else writes meanwhile. */
  add(command: ReadyCommand | SingleCommand, expectedPosition: number): void {
    if (this.#kept === undefined) return;
    const texts = 'text' in command ? [command.text] : command.texts;
    this.#size += texts.reduce((sum, { length }) => sum + length, overhead);
    if (this.#size > this.#room) this.#kept = undefined;
    else if ('text' in command) this.#kept.push(command);
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
      if ('text' in each) {
        const full = appending.send(each);
        if (full !== undefined) await full;
      } else if (each.command.type === 'merge')
        positions.set(each.expectedPosition, await appending.sendAlone(each.command));
      else await appending.send(withPosition(each.command, positions));
      if (index % stride === 0) onProgress(index, kept.length);
    }
    await appending.settled();
    onProgress(kept.length, kept.length);
  }
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
