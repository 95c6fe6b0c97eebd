/** A stream had another version than the write expected; nothing of the command was stored. */
export class VersionConflict extends Error {
  readonly code = 'version-conflict';
  readonly stream: string;
  readonly expected: number;
  readonly actual: number;

  constructor(conflict: { stream: string; expected: number; actual: number }) {
    super(
      `stream ${conflict.stream} is at version ${String(conflict.actual)}, not ${String(conflict.expected)}: ` +
        'read it again and decide anew',
    );
    this.name = 'VersionConflict';
    this.stream = conflict.stream;
    this.expected = conflict.expected;
    this.actual = conflict.actual;
  }
}

/** A command id was used before, with another fingerprint; nothing was stored. */
export class CommandReused extends Error {
  readonly code = 'command-reused';
  readonly commandId: string;

  constructor(commandId: string) {
    super(`command id ${commandId} was used for another command: use a new id`);
    this.name = 'CommandReused';
    this.commandId = commandId;
  }
}

/** Too many appends wait; nothing was stored. `retryAfterMs` guesses when there will be room. */
export class QueueFull extends Error {
  readonly code = 'queue-full';
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super(`too many appends wait for the log: try again in ${String(retryAfterMs)} ms`);
    this.name = 'QueueFull';
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * The store could not be reached, did not answer in time, or has no room or no resources left.
 *
 * `stored` says what became of the append: `no`, or `unknown` when the connection broke after it was sent.
 */
export class LogUnavailable extends Error {
  readonly code = 'log-unavailable';
  readonly stored: 'no' | 'unknown';

  constructor(problem: { message: string; stored: 'no' | 'unknown'; cause?: unknown }) {
    super(problem.message, { cause: problem.cause });
    this.name = 'LogUnavailable';
    this.stored = problem.stored;
  }
}

/** The command cannot be stored as it is. `pointer` is a JSON pointer into the `AppendCommand`; nothing was stored. */
export class InvalidEvent extends Error {
  readonly code = 'invalid-event';
  readonly pointer: string;
  readonly detail: string;

  constructor(problem: { pointer: string; detail: string; cause?: unknown }) {
    super(`${problem.pointer} ${problem.detail}`, { cause: problem.cause });
    this.name = 'InvalidEvent';
    this.pointer = problem.pointer;
    this.detail = problem.detail;
  }
}

/** The database refused the append for a reason of its own (`cause`); nothing was stored. */
export class AppendRefused extends Error {
  readonly code = 'append-refused';

  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`the database refused the append (${reason}): check that its migrations have run`, {
      cause,
    });
    this.name = 'AppendRefused';
  }
}

/** The only row of `log.head` is not there: somebody with every right deleted it. */
export class LogHeadMissing extends Error {
  readonly code = 'log-head-missing';

  constructor() {
    super(
      'the row of log.head is missing: verify the log, and restore it from a copy that verifies',
    );
    this.name = 'LogHeadMissing';
  }
}

/** A reader met a hole: position `expected` should have come and `found` did. The log was tampered with, or is another one. */
export class LogGap extends Error {
  readonly code = 'log-gap';
  readonly expected: number;
  readonly found: number;

  constructor(gap: { expected: number; found: number }) {
    super(
      `position ${String(gap.expected)} of the log is missing (${String(gap.found)} came): verify the log`,
    );
    this.name = 'LogGap';
    this.expected = gap.expected;
    this.found = gap.found;
  }
}

/** What came at a position is not there any more: the database was put back to an earlier state, or is another one. */
export class LogReplaced extends Error {
  readonly code = 'log-replaced';
  readonly position: number;

  constructor(position: number) {
    super(
      `what came at position ${String(position)} of the log is not there any more: the database was put back or replaced`,
    );
    this.name = 'LogReplaced';
    this.position = position;
  }
}

/** An event has a schema version that this program does not know: a newer one wrote it. */
export class UnknownSchemaVersion extends Error {
  readonly code = 'unknown-schema-version';
  readonly type: string;
  readonly schemaVersion: number;
  readonly position: number;

  constructor(event: { type: string; schemaVersion: number; position: number; newest: number }) {
    super(
      `event ${String(event.position)} (${event.type}) has schema version ${String(event.schemaVersion)} and this program ` +
        `knows versions up to ${String(event.newest)}: upgrade it`,
    );
    this.name = 'UnknownSchemaVersion';
    this.type = event.type;
    this.schemaVersion = event.schemaVersion;
    this.position = event.position;
  }
}
