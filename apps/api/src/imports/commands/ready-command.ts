import type { StreamDecision } from '@ceasefire/domain';
import { type AppendCommand, JsonText } from '@ceasefire/event-store';
import type { Decided } from '../../commanding/decider.ts';
import type { Intent } from './intent.ts';

/** What a command leads to on each of its streams. */
export type Decision = readonly StreamDecision<Decided>[];

/** A command as the log takes it, the data of its events written as JSON. */
export interface ReadyCommand {
  readonly line: number;
  readonly type: Intent['command']['type'];
  readonly append: AppendCommand;
  /** The data of its events, in their order. */
  readonly texts: readonly string[];
}

/** The command that stores what was decided. */
export function readyCommand(
  { line, command, eventIds, meta }: Intent,
  decision: Decision,
): ReadyCommand {
  const texts: string[] = [];
  const writes = decision.map(({ stream, expected, events }) => ({
    stream,
    expected,
    events: events.map(({ type, data }) => {
      const text = JSON.stringify(data);
      const id = eventIds[texts.length] ?? '';
      texts.push(text);
      return { id, type, data: new JsonText(text) };
    }),
  }));
  return { line, type: command.type, append: { meta, writes }, texts };
}

/** The ids of the events, in their order. */
export const idsOf = ({ append }: ReadyCommand): readonly string[] =>
  append.writes.flatMap(({ events }) => events.map(({ id }) => id));
