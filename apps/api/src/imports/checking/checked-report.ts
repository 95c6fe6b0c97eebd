import {
  decideDevelopment,
  type Development,
  developmentStream,
  DomainError,
  isDevelopmentKind,
  type Situation,
  stanceOf,
} from '@ceasefire/domain';
import type { LogEntry } from '@ceasefire/contracts';
import type { EventMeta } from '@ceasefire/event-store';
import { entryOf } from '../commands/entry.ts';
import { eventIntent } from '../commands/event-intent.ts';
import type { ImportFormat } from '../formats.ts';
import { RecordRefused } from '../import-record.ts';
import type { Intent } from '../commands/intent.ts';
import { readReport } from '../commands/report-intent.ts';
import type { SingleCommand } from '../commands/single-command.ts';

/**
 * A new development that keeps every rule by what the situation alone knows. What is recorded before it can only add names, so it keeps
 * them then too; whether its stream is new is all that is left to ask.
 */
export interface CheckedReport extends SingleCommand {
  readonly type: 'development';
  readonly expected: 0;
  readonly body: Intent['body'];
  /** Whether it speaks for no name: it belongs to no process and takes no stance. */
  readonly silent: boolean;
}

/** What lines are checked by. */
export interface LineRules {
  readonly format: ImportFormat;
  readonly situation: Situation;
  /** The author of what does not name its own. */
  readonly author: EventMeta;
}

interface Report {
  readonly development: Development;
  readonly text: string;
  readonly id: string;
  readonly meta: EventMeta;
  readonly body: Intent['body'];
}

/** The report that a line of JSON makes; undefined for everything that needs to be seen in its turn, such as what is wrong. */
export function checkedReport(
  json: string,
  line: number,
  rules: LineRules,
): CheckedReport | undefined {
  try {
    const report = reportOf(JSON.parse(json), line, rules);
    return report && decided(report, line, rules.situation);
  } catch (error) {
    if (
      error instanceof SyntaxError ||
      error instanceof RecordRefused ||
      error instanceof DomainError
    )
      return undefined;
    throw error;
  }
}

function reportOf(value: unknown, line: number, rules: LineRules): Report | undefined {
  const entry = entryOf(value, rules.format);
  if (entry !== undefined) return reportOfEntry(entry, line);
  const { development, text, eventId } = readReport(value);
  return { development, text, id: eventId, meta: rules.author, body: '' };
}

function reportOfEntry(entry: LogEntry, line: number): Report | undefined {
  if (!isDevelopmentKind(entry.type)) return undefined;
  const { command, meta, body } = eventIntent(entry, line);
  if (command.type !== 'development' || command.command.type !== 'ReportDevelopment')
    return undefined;
  const { development } = command.command;
  return { development, text: JSON.stringify(development), id: entry.id, meta, body };
}

function decided(report: Report, line: number, knows: Situation): CheckedReport | undefined {
  const { development, text, id, meta, body } = report;
  // What somebody else has founded meanwhile may be of another sort.
  if (development.details.founds !== undefined) return undefined;
  decideDevelopment({ type: 'ReportDevelopment', development }, undefined, { knows });
  return {
    line,
    type: 'development',
    meta,
    stream: developmentStream(development.id),
    expected: 0,
    id,
    event: development.kind,
    text,
    body,
    silent: development.process === null && stanceOf(development) === null,
  };
}

/** The same as a command that is still to be decided. */
export function intentOf({ line, text, id, meta, body }: CheckedReport): Intent {
  const development = JSON.parse(text) as Development;
  const command = { type: 'ReportDevelopment', development } as const;
  return {
    line,
    command: { type: 'development', id: development.id, command },
    eventIds: [id],
    meta,
    body,
  };
}
