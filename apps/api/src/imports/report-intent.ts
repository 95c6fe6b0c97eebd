import { createHash } from 'node:crypto';
import { developmentInput } from '@ceasefire/contracts';
import { canonicalJson, type EventMeta } from '@ceasefire/event-store';
import { nameUuid } from '../situation/seed-commands.ts';
import { parsed } from './parsed.ts';
import type { Intent } from './intent.ts';

/** The command for a development as `POST developments` takes it. @throws RecordRefused naming every bad field */
export function reportIntent(value: unknown, line: number, meta: EventMeta): Intent {
  const input = parsed(developmentInput, value, '');
  const content = canonicalJson(input);
  const digest = createHash('sha256').update(content).digest('hex');
  const id = input.id ?? `d-${digest.slice(0, 20)}`;
  return {
    line,
    command: {
      type: 'development',
      id,
      command: { type: 'ReportDevelopment', development: { ...input, id } },
    },
    eventIds: [nameUuid(`import:${digest}`)],
    meta,
    body: '',
  };
}
