import type { EventLog } from '@ceasefire/event-store';
import type { KnownNames } from '../../situation/known-names.ts';
import { type CheckedReport, intentOf } from '../checking/checked-report.ts';
import { type LineProblem, RecordRefused } from '../import-record.ts';
import { ImportWorld } from './import-world.ts';
import type { Intent } from '../commands/intent.ts';
import type { KnownLog } from './known-log.ts';
import type { IntentPage } from '../reading/read-intents.ts';
import { type Decision, type ReadyCommand, readyCommand } from '../commands/ready-command.ts';
import type { SingleCommand } from '../commands/single-command.ts';

/** What came of the records so far. */
export interface Counts {
  commands: number;
  present: number;
  recorded: number;
  leftOut: number;
  bad: number;
  problems: LineProblem[];
}

/** Takes a command and where its first event is expected to stand; answers where it does, where that matters. */
export type Send = (
  command: ReadyCommand | SingleCommand,
  expectedPosition: number,
) => Promise<number | undefined> | undefined;

interface DecidingOptions {
  readonly known: KnownLog;
  readonly given: KnownNames;
  readonly log: Pick<EventLog, 'readStream'>;
  readonly send: Send;
}

const mostProblems = 100;

/** Decides every record as if those before it had been recorded, and hands it to `send`. */
export class Deciding {
  readonly counts: Counts = {
    commands: 0,
    present: 0,
    recorded: 0,
    leftOut: 0,
    bad: 0,
    problems: [],
  };
  readonly #options: DecidingOptions;
  readonly #world: ImportWorld;
  /** Where merges stand, by where they stood in the log that they come from. */
  readonly #merges = new Map<number, number>();
  #position: number;

  constructor(options: DecidingOptions) {
    this.#options = options;
    this.#world = new ImportWorld(options.known, options.given);
    this.#position = options.known.head;
  }

  /** Throws what `send` and the log throw. */
  async take({ commands, problems, leftOut }: IntentPage): Promise<void> {
    await this.#world.load(commands, this.#options.log);
    this.counts.leftOut += leftOut;
    this.#note(problems);
    for (const command of commands) {
      this.counts.commands += 1;
      const sent = 'text' in command ? this.#report(command) : this.#decide(command);
      if (sent !== undefined) await sent;
    }
  }

  #report(report: CheckedReport): Promise<void> | undefined {
    const { known, send } = this.#options;
    if (known.positions.has(report.id)) this.counts.present += 1;
    else if (!this.#world.isNew(report.stream)) return this.#decide(intentOf(report));
    else {
      this.#position += 1;
      this.counts.recorded += 1;
      this.#world.report(report, this.#position);
      return send(report, this.#position)?.then(() => undefined);
    }
    return undefined;
  }

  async #decide(given: Intent): Promise<void> {
    const { known, send } = this.#options;
    const intent = withPosition(given, this.#merges);
    const stored = known.positions.get(intent.eventIds[0] ?? '');
    if (stored !== undefined) {
      this.counts.present += 1;
      this.#rememberMerge(intent, stored);
      return;
    }
    const decision = this.#decideOrNote(intent);
    if (decision === undefined) return;
    const ready = readyCommand(intent, decision);
    const expected = this.#position + 1;
    const first = (await send(ready, expected)) ?? expected;
    this.#world.apply(decision, ready, first);
    this.#rememberMerge(intent, first);
    this.#position = first + intent.eventIds.length - 1;
    this.counts.recorded += intent.eventIds.length;
  }

  #decideOrNote(intent: Intent): Decision | undefined {
    try {
      return this.#world.decide(intent);
    } catch (error) {
      if (!(error instanceof RecordRefused)) throw error;
      this.#note(error.faults.map((fault) => ({ line: intent.line, ...fault })));
      return undefined;
    }
  }

  #note(problems: readonly LineProblem[]): void {
    const { counts } = this;
    counts.bad += new Set(problems.map(({ line }) => line)).size;
    const room = mostProblems - counts.problems.length;
    counts.problems.push(...problems.slice(0, Math.max(0, room)));
  }

  #rememberMerge({ command }: Intent, position: number): void {
    if (command.type === 'merge') this.#merges.set(command.position, position);
  }
}

/** A merge stands elsewhere in this log than in the one it comes from, and so does what undoes it. */
function withPosition(intent: Intent, merges: ReadonlyMap<number, number>): Intent {
  const { command } = intent;
  if (command.type !== 'split') return intent;
  return {
    ...intent,
    command: { ...command, undoes: merges.get(command.undoes) ?? command.undoes },
  };
}
