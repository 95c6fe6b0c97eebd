import { randomUUID } from 'node:crypto';
import { createPostgresLog, type StreamWrite } from '@ceasefire/event-store';
import { statement } from '@ceasefire/monitor-process';

const batch = 500;
const meta = { recordedBy: 'torture', correlationId: 'torture' };

/** Appends `count` developments past the API to the log of a database that was migrated. */
export async function fillLog(connectionString: string, count: number): Promise<void> {
  const log = createPostgresLog({ connectionString });
  try {
    for (let from = 0; from < count; from += batch) {
      const size = Math.min(batch, count - from);
      await log.append({
        writes: Array.from({ length: size }, (_, index) => filling(from + index)),
        meta,
      });
    }
  } finally {
    await log.close();
  }
}

function filling(number: number): StreamWrite {
  const id = `filling-${String(number)}`;
  const day = `2020-11-${String(10 + (number % 20))}`;
  const occurred = { from: day, to: day, precision: 'day', certainty: 'text' };
  const data = { ...statement({ occurred }), id };
  const events = [{ id: randomUUID(), type: 'StatementMade', data }];
  return { stream: `development-${id}`, expected: 0, events };
}
