import { decideDevelopment } from '../development/decide.ts';
import type { Development } from '../development/development.ts';
import { developmentStream } from '../development/development-event.ts';
import { DomainError } from '../development/domain-error.ts';
import { evolveDevelopment } from '../development/evolve.ts';
import { decideMerge, decideSplit } from '../development/merge.ts';
import type { DevelopmentEvent } from '../development/events.ts';
import type { DevelopmentState } from '../development/state.ts';
import { decideDispute } from '../disputes/decide-dispute.ts';
import { type DisputeState, disputeStream, evolveDispute } from '../disputes/dispute-state.ts';
import type { Attempt } from './arbitrary.ts';
import { situation, source } from './developments.ts';
import type { TestLog } from './log.ts';

const context = { knows: situation };
const reason = 'It reads so now.';

/** The development as the log tells it. */
export function stateOf(log: TestLog, id: string): DevelopmentState | undefined {
  return log.events
    .filter(({ stream }) => stream === developmentStream(id))
    .reduce<DevelopmentState | undefined>(evolveDevelopment, undefined);
}

function judgementOf(log: TestLog, subject: string): DisputeState | undefined {
  return log.events
    .filter(({ stream }) => stream === disputeStream(subject))
    .reduce<DisputeState | undefined>(evolveDispute, undefined);
}

/** Merges one development into another, by the rules. */
export function merge(log: TestLog, into: string, ...from: readonly string[]): void {
  const writes = decideMerge({ into, from, reason }, (id) => stateOf(log, id));
  for (const { stream, events } of writes) for (const event of events) log.append(stream, event);
}

/** Undoes the merge at a position on the stream of `into`, by the rules. */
export function split(log: TestLog, into: string, undoes: number): void {
  const writes = decideSplit({ into, undoes, reason }, (id) => stateOf(log, id));
  for (const { stream, events } of writes) for (const event of events) log.append(stream, event);
}

/** Makes an attempt; what the rules refuse leaves the log as it was. */
export function attempt(log: TestLog, developments: readonly Development[], wish: Attempt): void {
  const id = pick(developments, wish.pick).id;
  const other = pick(developments, wish.other).id;
  try {
    switch (wish.verb) {
      case 'merge':
        return merge(log, id, other);
      case 'split':
        return split(log, id, stateOf(log, id)?.absorbed[0]?.position ?? 0);
      case 'resolve':
      case 'reopen':
        return judge(log, wish, other);
      case 'correct':
      case 'retract':
      case 'reinstate':
      case 'source':
        return edit(log, id, change({ ...wish, verb: wish.verb }, stateOf(log, id)));
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

function pick(developments: readonly Development[], index: number): Development {
  const picked = developments[index % developments.length];
  if (picked === undefined) throw new Error('There is nothing to pick from.');
  return picked;
}

function edit(log: TestLog, id: string, events: readonly DevelopmentEvent[]): void {
  for (const event of events) log.append(developmentStream(id), event);
}

function change(
  { verb, occurred, day }: Attempt & { verb: 'correct' | 'retract' | 'reinstate' | 'source' },
  state: DevelopmentState | undefined,
): readonly DevelopmentEvent[] {
  switch (verb) {
    case 'correct': {
      const changes = { occurred, claim: null };
      return decideDevelopment({ type: 'CorrectDevelopment', changes, reason }, state, context);
    }
    case 'retract':
      return decideDevelopment({ type: 'RetractDevelopment', reason }, state, context);
    case 'reinstate':
      return decideDevelopment({ type: 'ReinstateDevelopment', reason }, state, context);
    case 'source': {
      const command = { type: 'AddSource', source: source(day, 'Herald') } as const;
      return decideDevelopment(command, state, context);
    }
  }
}

function judge(log: TestLog, { verb }: Attempt, basis: string): void {
  const subject = 'green-helmets';
  const command =
    verb === 'resolve'
      ? ({
          type: 'ResolveDispute',
          subject,
          outcome: 'So it is.',
          basedOn: [basis],
          reason,
        } as const)
      : ({ type: 'ReopenDispute', subject, reason } as const);
  const events = decideDispute(command, judgementOf(log, subject), {
    contested: () => true,
    development: (id) => stateOf(log, id)?.status === 'active',
  });
  for (const event of events) log.append(disputeStream(subject), event);
}
