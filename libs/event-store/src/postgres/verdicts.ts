import type { EncodedCommand } from '../log/encode-command.ts';
import { CommandReused, VersionConflict } from '../log/errors.ts';
import type { Appended } from '../log/event-log.ts';
import { parsePosition } from './parse-position.ts';

/** What became of one command of a batch: it was taken (now or before), or refused with a reason. */
export type Verdict = Appended | VersionConflict | CommandReused;

/**
 * The only row of `log.append`, every column as text; no verdicts means that every command was taken, and no versions that all its
 * streams are new.
 */
export type AppendRow = readonly [
  base: string,
  verdicts: string | null,
  causes: string | null,
  versions: string | null,
  earlier: string | null,
];

type Earlier = [command: number, first: number, last: number, string[], number[]];

interface Answer {
  readonly verdicts: readonly number[];
  readonly causes: readonly number[];
  /** Undefined: every stream is at version 1. */
  readonly versions: readonly number[] | undefined;
  readonly earlier: ReadonlyMap<number, Earlier>;
}

/** One verdict for each command of the batch, in its order, and the log's position after it. */
export function decodeVerdicts(
  commands: readonly EncodedCommand[],
  row: AppendRow,
): { readonly verdicts: readonly Verdict[]; readonly position: number } {
  const answer: Answer = {
    verdicts: integers(row[1]),
    causes: integers(row[2]),
    versions: row[3] === null ? undefined : integers(row[3]),
    earlier: earlierOf(row[4]),
  };
  const verdicts: Verdict[] = [];
  let position = parsePosition(row[0]);
  let firstWrite = 0;
  for (const [index, command] of commands.entries()) {
    if ((answer.verdicts[index] ?? 0) === 0) {
      verdicts.push(acceptedOf(command, { position, firstWrite, versions: answer.versions }));
      position += command.events;
    } else {
      verdicts.push(refusalOf({ command, index, firstWrite }, answer, verdicts));
    }
    firstWrite += command.writes.length;
  }
  return { verdicts, position };
}

function refusalOf(
  at: { command: EncodedCommand; index: number; firstWrite: number },
  answer: Answer,
  before: readonly Verdict[],
): Verdict {
  const cause = answer.causes[at.index] ?? 0;
  const verdict = answer.verdicts[at.index];
  if (verdict === 3) return new CommandReused(at.command.commandId);
  const write = at.command.writes[cause - 1 - at.firstWrite];
  if (verdict === 1 && write !== undefined) {
    const actual = answer.versions?.[cause - 1] ?? 0;
    return new VersionConflict({ stream: write.stream, expected: write.expected, actual });
  }
  const earlier = answer.earlier.get(at.index);
  if (verdict === 2 && earlier !== undefined) return duplicateOf(earlier);
  const sameBatch = before[cause - 1];
  if (verdict === 2 && sameBatch !== undefined && !(sameBatch instanceof Error))
    return { ...sameBatch, duplicate: true };
  throw new TypeError('log.append answered with a verdict that makes no sense');
}

function duplicateOf([, firstPosition, lastPosition, streams, versions]: Earlier): Appended {
  return {
    firstPosition,
    lastPosition,
    versions: Object.fromEntries(streams.map((stream, index) => [stream, versions[index] ?? 0])),
    duplicate: true,
  };
}

/** Where the events of a command went. */
interface Place {
  /** The log's position before them. */
  readonly position: number;
  /** The place of the command's first write in `versions`. */
  readonly firstWrite: number;
  /** Of each write of the batch; undefined: every stream is at version 1. */
  readonly versions: readonly number[] | undefined;
}

function acceptedOf(command: EncodedCommand, place: Place): Appended {
  return {
    firstPosition: place.position + 1,
    lastPosition: place.position + command.events,
    // Put together for whoever asks: an object with the name of a new stream as its key costs as much as writing the event's JSON.
    get versions() {
      return versionsOf(command, place);
    },
    duplicate: false,
  };
}

function versionsOf(
  { writes }: EncodedCommand,
  { versions, firstWrite }: Place,
): Record<string, number> {
  const versionAt = (index: number): number =>
    versions === undefined ? 1 : (versions[firstWrite + index] ?? 0);
  return Object.fromEntries(writes.map(({ stream }, index) => [stream, versionAt(index)]));
}

function integers(array: string | null): number[] {
  return array === null || array === '{}' ? [] : array.slice(1, -1).split(',').map(Number);
}

function earlierOf(json: string | null): Map<number, Earlier> {
  if (json === null) return new Map();
  return new Map((JSON.parse(json) as Earlier[]).map((entry) => [entry[0], entry]));
}
