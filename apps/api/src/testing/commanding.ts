import type { Development } from '@ceasefire/domain';
import { createMemoryLog, type EventLog } from '@ceasefire/event-store';
import { ChangeDevelopment, developmentDecider } from '../commanding/change-development.ts';
import type { Decider, Knowledge, Message } from '../commanding/decider.ts';
import { Decisions } from '../commanding/decisions.ts';
import type { Envelope, Outcome } from '../commanding/envelope.ts';

/** Everything is known and nothing is contested. */
export const openKnowledge: Knowledge = {
  knows: {
    actor: (id) => id !== 'nobody',
    place: (id) => id !== 'nowhere',
    process: (id) => (id === 'talks' ? 'negotiation' : undefined),
    issue: () => true,
  },
  contested: (subject) => subject === 'contested',
  development: (id) => id !== 'missing',
};

/** A development that keeps every rule; `change` overrides fields. */
export const development = (change: Partial<Development> = {}): Development => ({
  id: 'A',
  kind: 'StatementMade',
  summary: 'A spokesman said that the talks go on.',
  occurred: { from: '2020-11-26', to: '2020-11-26', precision: 'day', certainty: 'text' },
  modality: 'actual',
  process: null,
  actors: [{ id: 'one', role: 'speaker' }],
  places: [],
  sources: [
    {
      outlet: 'Agency',
      title: 'Talks go on',
      publishedAt: '2020-11-26T10:00:00Z',
      attributionChain: ['spokesman', 'Agency'],
      anonymous: false,
    },
  ],
  codes: {},
  details: {},
  ...change,
});

/** Who writes in tests. */
export const envelope = (change: Partial<Envelope> = {}): Envelope => ({
  recordedBy: 'editor',
  correlationId: 'c',
  ...change,
});

/** Decisions on a log in memory. */
export function commanding(log: EventLog = createMemoryLog(), knowledge = openKnowledge) {
  const source = { current: () => knowledge, refresh: () => Promise.resolve(false) };
  const decisions = new Decisions(log, source, () => Date.parse('2020-11-30T00:00:00Z'));
  const take = <M extends Message>(message: M, decider: Decider<M>): Promise<Outcome> =>
    decisions.take(message, decider);
  const report = (id: string, change: Partial<Envelope> = {}, text?: string): Promise<Outcome> => {
    const reported = development({ id, ...(text !== undefined && { summary: text }) });
    const command = { type: 'ReportDevelopment', development: reported } as const;
    return take(new ChangeDevelopment(id, command, envelope(change)), developmentDecider);
  };
  const retract = (id: string, change: Partial<Envelope> = {}): Promise<Outcome> => {
    const command = { type: 'RetractDevelopment', reason: 'wrong' } as const;
    return take(new ChangeDevelopment(id, command, envelope(change)), developmentDecider);
  };
  return { log, take, report, retract };
}
