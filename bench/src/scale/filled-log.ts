import { randomUUID } from 'node:crypto';
import { createPostgresLog, type StreamWrite } from '@ceasefire/event-store';
import { commandLine } from '@ceasefire/monitor-process';
import { type GeneratedEvent, generatedHistory } from './history.ts';

const meta = { recordedBy: 'bench', correlationId: 'bench' };
const eventsInCommand = 1_000;

/**
 * Appends the generated history by the log's own append and lets the projections take it in; answers how many events there are.
 * @throws Error when the projections cannot be made
 */
export async function fillLog(databaseUrl: string, developments: number): Promise<number> {
  await project(databaseUrl); // Makes the schema.
  const log = createPostgresLog({ connectionString: databaseUrl });
  let events = 0;
  try {
    for (const part of inParts(generatedHistory(developments))) {
      await log.append({ writes: writesOf(part), meta });
      events += part.length;
    }
  } finally {
    await log.close();
  }
  await project(databaseUrl);
  return events;
}

async function project(databaseUrl: string): Promise<void> {
  const { status, output } = await commandLine(databaseUrl, ['replay', '--fresh', '--json']);
  if (status !== 0) throw new Error(`The replay ended with ${String(status)}:\n${output}`);
}

/** No part has two events of one stream: a command names a stream once. */
function* inParts(history: Iterable<GeneratedEvent>): Generator<readonly GeneratedEvent[], void> {
  let part: GeneratedEvent[] = [];
  let streams = new Set<string>();
  for (const event of history) {
    if (part.length === eventsInCommand || streams.has(event.stream)) {
      yield part;
      part = [];
      streams = new Set();
    }
    part.push(event);
    streams.add(event.stream);
  }
  if (part.length > 0) yield part;
}

function writesOf(part: readonly GeneratedEvent[]): readonly StreamWrite[] {
  return part.map(({ stream, version, type, data }) => ({
    stream,
    expected: version - 1,
    events: [{ id: randomUUID(), type, data }],
  }));
}
