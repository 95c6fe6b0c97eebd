import { randomUUID } from 'node:crypto';
import type { AppendCommand, ExpectedVersion, NewEvent, StreamWrite } from '../event-log.ts';

/** An event of type `Noted` that holds `data`. */
export function noted(data: unknown = {}): NewEvent {
  return { id: randomUUID(), type: 'Noted', data };
}

/** A write of as many events to a stream as there are notes. */
export function writing(
  stream: string,
  expected: ExpectedVersion,
  ...notes: readonly unknown[]
): StreamWrite {
  return { stream, expected, events: notes.map(noted) };
}

/** A command of these writes, by a tester. */
export function command(
  writes: readonly StreamWrite[],
  ids: Pick<AppendCommand, 'commandId' | 'fingerprint'> = {},
): AppendCommand {
  return { writes, meta: { recordedBy: 'tester', correlationId: 'c-1' }, ...ids };
}
