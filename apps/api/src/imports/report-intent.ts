import { hash } from 'node:crypto';
import { developmentInput } from '@ceasefire/contracts';
import type { EventMeta } from '@ceasefire/event-store';
import { parsed } from './parsed.ts';
import type { Intent } from './intent.ts';

/** The command for a development as `POST developments` takes it. @throws RecordRefused naming every bad field */
export function reportIntent(value: unknown, line: number, meta: EventMeta): Intent {
  const input = parsed(developmentInput, value, '');
  // The schema has put the fields in its own order: equal developments have equal texts.
  const digest = hash('sha256', JSON.stringify(input), 'hex');
  const id = input.id ?? `d-${digest.slice(0, 20)}`;
  return {
    line,
    command: {
      type: 'development',
      id,
      command: { type: 'ReportDevelopment', development: { ...input, id } },
    },
    eventIds: [uuidOf(digest)],
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
