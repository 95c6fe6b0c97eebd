import { type EventMeta, JsonText } from '@ceasefire/event-store';
import type { ReadyCommand } from './ready-command.ts';

/** A command of one event, flat: in their layers of objects they kept the garbage collector busy. */
export interface SingleCommand {
  readonly line: number;
  readonly type: ReadyCommand['type'];
  readonly meta: EventMeta;
  readonly stream: string;
  readonly expected: number;
  readonly id: string;
  readonly event: string;
  /** The data of the event as JSON. */
  readonly text: string;
}

/** Undefined for what has more than one event, or may have to be changed before it is stored. */
export function flat({ line, type, append, texts }: ReadyCommand): SingleCommand | undefined {
  const [write] = append.writes;
  const [event] = write?.events ?? [];
  const [text] = texts;
  if (type === 'merge' || type === 'split' || texts.length > 1) return undefined;
  if (write === undefined || event === undefined || text === undefined) return undefined;
  const { stream, expected } = write;
  if (expected === 'any') return undefined;
  return { line, type, meta: append.meta, stream, expected, id: event.id, event: event.type, text };
}

/** The same as the log takes it. */
export function layered(command: SingleCommand): ReadyCommand {
  const { line, type, meta, stream, expected, id, event, text } = command;
  const events = [{ id, type: event, data: new JsonText(text) }];
  return { line, type, append: { meta, writes: [{ stream, expected, events }] }, texts: [text] };
}
