import { describe, expect, it } from '@jest/globals';
import { createMemoryLog, upcastLog } from '@ceasefire/event-store';
import { logLines } from './log-lines.ts';

const id = '00000000-0000-4000-8000-000000000001';

describe('the log as lines', () => {
  it('shows events as they were stored, whatever shape folds are given', async () => {
    const stored = createMemoryLog();
    const events = [{ id, type: 'Noted', data: 'peace' }];
    await stored.append({
      writes: [{ stream: 'a', expected: 0, events }],
      meta: { recordedBy: 'tester', correlationId: 'c-1' },
    });
    const log = upcastLog(stored, { Noted: [(text) => ({ text })] });

    expect(await log.readAll()).toMatchObject([{ schemaVersion: 2, data: { text: 'peace' } }]);
    const lines: unknown[] = [];
    for await (const line of logLines(log, { after: 0, to: 1 })) lines.push(JSON.parse(line));
    expect(lines).toMatchObject([{ position: 1, schemaVersion: 1, data: 'peace' }]);
  });
});
