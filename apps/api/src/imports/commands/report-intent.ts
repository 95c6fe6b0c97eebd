import { hash } from 'node:crypto';
import { developmentInput, withId } from '@ceasefire/contracts';
import type { Development } from '@ceasefire/domain';
import type { EventMeta } from '@ceasefire/event-store';
import { parsed } from './parsed.ts';
import type { Intent } from './intent.ts';

/** A development as `POST developments` takes it, read. */
export interface ReadReport {
  readonly development: Development;
  /** The same as JSON. */
  readonly text: string;
  /** A UUID that follows from the text. */
  readonly eventId: string;
}

/** Reads a development and gives it an id if it has none. @throws RecordRefused naming every bad field */
export function readReport(value: unknown): ReadReport {
  const input = parsed(developmentInput, value, '');
  // The schema has put the fields in its own order: equal developments have equal texts.
  const given = JSON.stringify(input);
  const digest = hash('sha256', given, 'hex');
  const id = input.id ?? `d-${digest.slice(0, 20)}`;
  return {
    development: withId(input, id),
    // Nowhere else does this name stand unescaped.
    text: input.id === undefined ? given.replace('"sources":', `"id":"${id}","sources":`) : given,
    eventId: uuidOf(digest),
  };
}

/** The command for a development as `POST developments` takes it. @throws RecordRefused naming every bad field */
export function reportIntent(value: unknown, line: number, meta: EventMeta): Intent {
  const { development, eventId } = readReport(value);
  return {
    line,
    command: {
      type: 'development',
      id: development.id,
      command: { type: 'ReportDevelopment', development },
    },
    eventIds: [eventId],
    meta,
    body: '',
  };
}

/** A UUID made from a digest (hex): version 8 of RFC 9562, as its bits are our own. */
const uuidOf = (digest: string): string =>
  [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `a${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
