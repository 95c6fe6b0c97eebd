import type { EncodedCommand, EncodedEvent } from '../log/encode-command.ts';

/** Calls `log.append`; its values come from `encodeBatch`, its only row goes to `decodeVerdicts`. */
export const appendStatement = {
  name: 'log-append',
  text:
    'select a.base, a.verdicts, a.causes, a.versions, a.earlier ' +
    'from log.append($1::text, $2::integer[], $3::integer[], $4::integer[], $5::integer[], $6::integer[], $7::text, ' +
    '$8::text, $9::text, $10::text, $11::text, $12::integer[], $13::text) a',
} as const;

/** Calls `log.append_singles`; its row is as that of `log.append`. */
export const appendSinglesStatement = {
  name: 'log-append-singles',
  text:
    'select a.base, a.verdicts, a.causes, a.versions, a.earlier ' +
    'from log.append_singles($1::text, $2::integer[], $3::text, $4::text, $5::text, $6::integer[], $7::text) a',
} as const;

/** Calls `log.append_new_streams`; its row is as that of `log.append`. Refused whole where one of the streams exists. */
export const appendNewStreamsStatement = {
  name: 'log-append-new-streams',
  text:
    'select a.base, a.verdicts, a.causes, a.versions, a.earlier ' +
    'from log.append_new_streams($1::text, $2::text, $3::text, $4::text, $5::integer[], $6::text) a',
} as const;

/** One call for a batch of commands: its only row goes to `decodeVerdicts`. */
export interface AppendCall {
  readonly name: string;
  readonly text: string;
  readonly values: string[];
  /** What to call, with nothing stored, where this one was refused because one of its streams exists. */
  readonly ifStreamTaken?: AppendCall;
}

/** The cheapest call that can append the batch, in the order in which its commands are judged. */
export function callOf(commands: readonly EncodedCommand[]): AppendCall {
  const singles = singlesOf(commands);
  if (singles === undefined) return { ...appendStatement, values: encodeBatch(commands) };
  const { streams, expected } = singles;
  const rest = encodeSingles(commands, singles.events);
  const general = { ...appendSinglesStatement, values: [streams, integers(expected), ...rest] };
  if (!expected.every((version) => version === 0)) return general;
  return { ...appendNewStreamsStatement, values: [streams, ...rest], ifStreamTaken: general };
}

// No name and no JSON text holds it, so a list needs no escaping.
const separator = '\u001f';

/** The values of one call of `log.append` for a batch of commands, in the order in which they are judged. */
function encodeBatch(commands: readonly EncodedCommand[]): string[] {
  const streams = numbering();
  const slots = numbering();
  const writes = { streams: [] as number[], expected: [] as number[], ends: [] as number[] };
  const ends: number[] = [];
  const slotOf: number[] = [];
  const metas: string[] = [];
  const fingerprints: string[] = [];
  const ids: string[] = [];
  const types: string[] = [];
  const datas: string[] = [];
  const schemas: number[] = [];
  for (const command of commands) {
    for (const write of command.writes) {
      for (const event of write.events) {
        ids.push(event.id);
        types.push(event.type);
        schemas.push(event.schemaVersion);
        datas.push(event.data);
      }
      writes.streams.push(streams.of(write.stream));
      writes.expected.push(write.expected);
      writes.ends.push(ids.length);
    }
    ends.push(writes.ends.length);
    slotOf.push(command.commandId === '' ? 0 : slots.of(command.commandId));
    metas.push(command.meta);
    fingerprints.push(command.fingerprint);
  }
  return [
    streams.names.join(separator),
    integers(writes.streams),
    integers(writes.expected),
    integers(writes.ends),
    integers(ends),
    integers(slotOf),
    metas.join(separator),
    // Without ids nobody asks for the fingerprints.
    slots.names.length === 0 ? '' : fingerprints.join(separator),
    slots.names.join(separator),
    ids.join(separator),
    types.join(separator),
    integers(schemas),
    datas.join(separator),
  ];
}

/** The commands of a batch as one event each, on streams of their own and without command ids. */
interface Singles {
  readonly streams: string;
  readonly expected: readonly number[];
  readonly events: readonly EncodedEvent[];
}

/** Undefined where the batch is not of this kind. */
function singlesOf(commands: readonly EncodedCommand[]): Singles | undefined {
  const streams = new Set<string>();
  const expected: number[] = [];
  const events: EncodedEvent[] = [];
  for (const { commandId, writes } of commands) {
    const [write] = writes;
    const [event] = write?.events ?? [];
    if (commandId !== '' || writes.length > 1 || write?.events.length !== 1) return undefined;
    if (event === undefined || streams.has(write.stream)) return undefined;
    streams.add(write.stream);
    expected.push(write.expected);
    events.push(event);
  }
  return { streams: [...streams].join(separator), expected, events };
}

/** The values that both calls for single events end with. */
function encodeSingles(
  commands: readonly EncodedCommand[],
  events: readonly EncodedEvent[],
): string[] {
  const joined = (text: (event: EncodedEvent) => string): string =>
    events.map(text).join(separator);
  return [
    commands.map(({ meta }) => meta).join(separator),
    joined(({ id }) => id),
    joined(({ type }) => type),
    integers(events.map(({ schemaVersion }) => schemaVersion)),
    joined(({ data }) => data),
  ];
}

/** Numbers texts from 1 in the order in which they are first met. */
function numbering(): { readonly names: readonly string[]; readonly of: (name: string) => number } {
  const names: string[] = [];
  const numbers = new Map<string, number>();
  return {
    names,
    of(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, names.push(name));
      return names.length;
    },
  };
}

function integers(values: readonly number[]): string {
  return `{${values.join(',')}}`;
}
