import {
  correctionInput,
  developmentInput,
  type LogEntry,
  reinstatementInput,
  resolutionInput,
  reopeningInput,
  retractionInput,
  sourceInput,
} from '@ceasefire/contracts';
import { developmentKey, disputeKey, isDevelopmentKind } from '@ceasefire/domain';
// All that a thread which checks lines needs of the log: the rest would load the database's client for nothing.
import { newestVersion, upcast } from '@ceasefire/event-store/upcasting';
import { upcasters } from '../../database/upcasters.ts';
import { RecordRefused } from '../import-record.ts';
import type { ImportCommand, Intent } from './intent.ts';
import { parsed } from './parsed.ts';

/** The command that led to a recorded event; a merge and its undoing stand on several streams and are read by `join-intent`. @throws RecordRefused */
export function eventIntent(entry: LogEntry, line: number): Intent {
  const { id, recordedBy, correlationId, reason } = entry;
  return {
    line,
    command: commandOf(entry),
    eventIds: [id],
    meta: { recordedBy, correlationId, ...(reason !== null && { reason }) },
    body: '/data',
  };
}

function commandOf(entry: LogEntry): ImportCommand {
  const data = dataOf(entry);
  const id = developmentKey(entry);
  if (id !== undefined) return { type: 'development', id, command: change(entry, id, data) };
  const subject = disputeKey(entry);
  if (subject === undefined)
    throw refused('/stream', 'must be that of a development or of a dispute');
  switch (entry.type) {
    case 'DisputeResolved': {
      const { subject: _, ...body } = asObject(data);
      const input = parsed(resolutionInput, body, '/data');
      return { type: 'dispute', command: { type: 'ResolveDispute', subject, ...input } };
    }
    case 'DisputeReopened': {
      const { subject: _, ...body } = asObject(data);
      const input = parsed(reopeningInput, body, '/data');
      return { type: 'dispute', command: { type: 'ReopenDispute', subject, ...input } };
    }
    default:
      throw refused('/type', `${entry.type} is not known on the stream of a dispute`);
  }
}

function change(entry: LogEntry, id: string, data: unknown) {
  if (isDevelopmentKind(entry.type)) {
    const input = parsed(developmentInput, data, '/data');
    if (input.id !== id) throw refused('/data/id', `must be ${id}, as its stream says`);
    if (input.kind !== entry.type) throw refused('/data/kind', 'must be the type of the event');
    return { type: 'ReportDevelopment', development: { ...input, id } } as const;
  }
  switch (entry.type) {
    case 'DevelopmentCorrected':
      return { type: 'CorrectDevelopment', ...parsed(correctionInput, data, '/data') } as const;
    case 'DevelopmentRetracted':
      return { type: 'RetractDevelopment', ...parsed(retractionInput, data, '/data') } as const;
    case 'DevelopmentReinstated':
      return {
        type: 'ReinstateDevelopment',
        ...parsed(reinstatementInput, data, '/data'),
      } as const;
    case 'SourceAdded': {
      const { source, reason } = parsed(sourceInput, data, '/data');
      return { type: 'AddSource', source, ...(reason !== undefined && { reason }) } as const;
    }
    default:
      throw refused('/type', `${entry.type} is not known on the stream of a development`);
  }
}

/** The data in the newest shape of its type. @throws RecordRefused when a newer program wrote it */
export function dataOf(entry: LogEntry): unknown {
  const { schemaVersion, type } = entry;
  const newest = newestVersion(upcasters, type);
  if (schemaVersion > newest)
    throw refused('/schemaVersion', `is newer than this program knows for ${type}; upgrade it`);
  if (schemaVersion === newest) return entry.data;
  const { recordedBy, correlationId } = entry;
  return upcast({ ...entry, meta: { recordedBy, correlationId } }, upcasters).data;
}

const asObject = (data: unknown): Record<string, unknown> =>
  typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};

/** A record that is refused for one field. */
export const refused = (pointer: string, detail: string): RecordRefused =>
  new RecordRefused([{ pointer, detail }]);
