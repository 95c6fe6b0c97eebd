import { afterEach, beforeEach, describe } from '@jest/globals';
import type { EventLog } from '../event-log.ts';
import { appendingRules } from './appending-rules.ts';
import { idempotencyRules } from './idempotency-rules.ts';
import { readingRules } from './reading-rules.ts';
import { textRules } from './text-rules.ts';

/** A log that holds nothing yet, and how to be rid of it. */
export interface OpenedLog {
  readonly log: EventLog;
  release(): Promise<void>;
}

/** Registers the tests that every implementation of the log passes; `open` is called before each. */
export function eventLogContract(name: string, open: () => Promise<OpenedLog>): void {
  describe(`the contract of the log, kept by ${name}`, () => {
    let opened: OpenedLog;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.release());

    const log = (): EventLog => opened.log;
    describe('appending', () => {
      appendingRules(log);
    });
    describe('appending a command again', () => {
      idempotencyRules(log);
    });
    describe('reading', () => {
      readingRules(log);
    });
    describe('what can be stored', () => {
      textRules(log);
    });
  });
}
