import {
  type Context,
  decideDevelopment,
  decideDispute,
  decideMerge,
  decideSplit,
  type Development,
  type DevelopmentState,
  developmentStream,
  type DisputeContext,
  DomainError,
  disputeStream,
  evolveDevelopment,
  isDevelopmentKind,
  type Recorded,
} from '@ceasefire/domain';
import type { EventLog } from '@ceasefire/event-store';
import { foldDevelopment } from '../../commanding/change-development.ts';
import type { KnownNames } from '../../situation/known-names.ts';
import type { CheckedReport } from '../checking/checked-report.ts';
import { RecordRefused } from '../import-record.ts';
import type { ImportCommand, Intent } from '../commands/intent.ts';
import { foldOrSkip, type KnownLog } from './known-log.ts';
import { type Decision, idsOf, type ReadyCommand } from '../commands/ready-command.ts';

/** A stream at a version; `text` is the JSON of a development's state: a million of them cost less than as objects. */
interface Held {
  readonly version: number;
  readonly text: string;
}

/** The streams and facts as they are, record after record, whether the events have been stored or not. */
export class ImportWorld {
  readonly #known: KnownLog;
  readonly #context: Context & DisputeContext;
  /** All but developments of which nothing but a report is known: the facts hold that. */
  readonly #held = new Map<string, Held>();

  constructor(known: KnownLog, given: KnownNames) {
    this.#known = known;
    const { facts } = known;
    const { names } = facts;
    this.#context = {
      knows: {
        actor: given.actor,
        place: given.place,
        process: (id) => given.process(id) ?? names.process(id),
        issue: (negotiation, id) => given.issue(negotiation, id) || names.issue(negotiation, id),
      },
      contested: (subject) => names.contested(subject),
      development: (id) => {
        const fact = facts.get(developmentStream(id));
        return fact?.fact === 'development' && fact.status === 'active';
      },
    };
  }

  /** Whether nothing stands on the stream. */
  isNew(stream: string): boolean {
    return !this.#known.facts.has(stream) && !this.#held.has(stream);
  }

  /** Reads the streams that the commands need and the log holds; of all others it is known that they are new. Throws as the log does. */
  async load(
    commands: readonly (CheckedReport | Intent)[],
    log: Pick<EventLog, 'readStream'>,
  ): Promise<void> {
    if (this.#known.head === 0) return;
    const needed = new Set(
      commands
        .filter((command) => !this.#isPresent(command))
        .flatMap((command) => ('text' in command ? [command.stream] : streamsOf(command.command))),
    );
    for (const stream of needed) {
      const { facts } = this.#known;
      if (this.#held.has(stream) || !facts.has(stream) || facts.reportOf(stream)) continue;
      const events = await log.readStream(stream);
      const state = stream.startsWith('development-') ? foldDevelopment(events) : null;
      this.#held.set(stream, { version: events.length, text: JSON.stringify(state) });
    }
  }

  /** @throws RecordRefused when a rule of the domain refuses the command */
  decide(intent: Intent): Decision {
    try {
      return this.#decide(intent.command);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { errors, message } = error;
      const faults = errors.length > 0 ? errors : [{ pointer: '', detail: message }];
      throw new RecordRefused(
        faults.map(({ pointer, detail }) => ({ pointer: `${intent.body}${pointer}`, detail })),
      );
    }
  }

  /** Takes what was decided as recorded, its first event at `firstPosition`. */
  apply(decision: Decision, ready: ReadyCommand, firstPosition: number): void {
    const ids = idsOf(ready);
    let index = 0;
    for (const { stream, expected, events } of decision)
      for (const [place, { type, data }] of events.entries()) {
        const [id, text] = [ids[index], ready.texts[index] ?? ''];
        const position = firstPosition + index;
        if (id !== undefined) this.#known.positions.set(id, position);
        const version = expected + place + 1;
        this.#take({ position, stream, version, type, recordedAt: '', data }, text);
        index += 1;
      }
  }

  /** Takes a report on a stream that is new as recorded. */
  report({ id, stream, text, silent }: CheckedReport, position: number): void {
    const { facts, positions } = this.#known;
    positions.set(id, position);
    if (silent) facts.silentReport(stream, text);
    else facts.report(stream, JSON.parse(text) as Development, text);
  }

  /** Whether the command was recorded before, by an earlier import or by an earlier record that says the same. */
  #isPresent(command: CheckedReport | Intent): boolean {
    const id = 'text' in command ? command.id : command.eventIds[0];
    return id !== undefined && this.#known.positions.has(id);
  }

  #take(event: Recorded, text: string): void {
    const { stream, version, type, data } = event;
    const { facts } = this.#known;
    if (isDevelopmentKind(type) && !facts.has(stream)) {
      // The decider has made it from a report.
      facts.report(stream, data as Development, text);
      return;
    }
    const state = stream.startsWith('development-')
      ? evolveDevelopment(this.#stateOf(stream), event)
      : null;
    this.#held.set(stream, { version, text: JSON.stringify(state) });
    const fact = foldOrSkip(facts.get(stream), event);
    if (fact) facts.set(stream, fact);
  }

  #decide(command: ImportCommand): Decision {
    switch (command.type) {
      case 'development': {
        const stream = developmentStream(command.id);
        const expected = this.#versionOf(stream);
        const state = this.#stateOf(stream);
        return [
          { stream, expected, events: decideDevelopment(command.command, state, this.#context) },
        ];
      }
      case 'dispute': {
        const stream = disputeStream(command.command.subject);
        const expected = this.#versionOf(stream);
        const fact = this.#known.facts.get(stream);
        const state = fact?.fact === 'dispute' ? fact : undefined;
        return [{ stream, expected, events: decideDispute(command.command, state, this.#context) }];
      }
      case 'merge':
        return decideMerge(command.merge, this.#find);
      case 'split':
        return decideSplit(command, this.#find);
    }
  }

  readonly #find = (id: string): DevelopmentState | undefined =>
    this.#stateOf(developmentStream(id));

  #versionOf(stream: string): number {
    const held = this.#held.get(stream);
    if (held !== undefined) return held.version;
    return this.#known.facts.reportOf(stream) === undefined ? 0 : 1;
  }

  #stateOf(stream: string): DevelopmentState | undefined {
    const held = this.#held.get(stream);
    if (held !== undefined) return (JSON.parse(held.text) as DevelopmentState | null) ?? undefined;
    const report = this.#known.facts.reportOf(stream);
    if (report === undefined) return undefined;
    const document = JSON.parse(report) as Development;
    return { status: 'active', version: 1, document, absorbed: [] };
  }
}

function streamsOf(command: ImportCommand): readonly string[] {
  switch (command.type) {
    case 'development':
      return [developmentStream(command.id)];
    case 'dispute':
      return [disputeStream(command.command.subject)];
    case 'merge':
      return [command.merge.into, ...command.merge.from].map(developmentStream);
    case 'split':
      return [command.into, ...command.from].map(developmentStream);
  }
}
