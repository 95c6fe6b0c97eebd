import { describe, expect, it } from '@jest/globals';
import { type Written, read, startMonitor, statement, write } from '@ceasefire/monitor-process';

interface LogPage {
  items: { position: number; stream: string; type: string }[];
  next: number | null;
}

async function wholeLog(monitor: Parameters<typeof read>[0]): Promise<LogPage['items']> {
  const { text } = await read(monitor, 'log', { accept: 'application/x-ndjson' });
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LogPage['items'][number]);
}

describe('a kill in the middle of 2,000 posts', () => {
  it('loses no acknowledged development and keeps none twice', async () => {
    const monitor = await startMonitor();
    const acknowledged: string[] = [];
    let next = 0;
    const killed = new AbortController();
    const post = async (): Promise<void> => {
      while (next < 2000 && !killed.signal.aborted) {
        const id = `kill-${String(next++)}`;
        try {
          const { status } = await write<Written>(monitor, 'developments', statement({ id }), {
            'idempotency-key': id,
          });
          if (status === 201) acknowledged.push(id);
        } catch {
          // The server is gone; what it did not acknowledge may or may not be there.
        }
        if (acknowledged.length === 1000) {
          killed.abort();
          monitor.process.kill('SIGKILL');
        }
      }
    };
    await Promise.all(Array.from({ length: 16 }, post));
    await monitor.stop('SIGKILL');
    expect(acknowledged.length).toBeGreaterThanOrEqual(1000);

    const again = await startMonitor({ databaseUrl: monitor.databaseUrl });
    try {
      // The same keys once more: nothing may be stored twice.
      for (const id of acknowledged.slice(-20)) {
        const { status } = await write(again, 'developments', statement({ id }), {
          authorization: `Bearer ${again.adminKey}`,
          'idempotency-key': id,
        });
        expect([201, 409]).toContain(status);
      }
      const log = await wholeLog(again);
      expect(log.map((event) => event.position)).toEqual(log.map((_, index) => index + 1));
      const times = new Map<string, number>();
      for (const { stream } of log) times.set(stream, (times.get(stream) ?? 0) + 1);
      expect(acknowledged.filter((id) => times.get(`development-${id}`) !== 1)).toEqual([]);
    } finally {
      await again.stop();
    }
  }, 120_000);
});

describe('concurrent editors', () => {
  it('of 64 corrections that expect the same version one succeeds and 63 are told so', async () => {
    const monitor = await startMonitor();
    try {
      await write(monitor, 'developments', statement({ id: 'contested' }));
      const answers = await Promise.all(
        Array.from({ length: 64 }, (_, index) =>
          write(
            monitor,
            'developments/contested/corrections',
            { changes: { summary: `Wording number ${String(index)}.` }, reason: 'wording' },
            { 'if-match': '"1"' },
          ),
        ),
      );
      const statuses = answers.map((answer) => answer.status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      expect(statuses.filter((status) => status === 412)).toHaveLength(63);
      const history = await read<{ items: unknown[] }>(monitor, 'developments/contested/history');
      expect(history.body.items).toHaveLength(2);
    } finally {
      await monitor.stop();
    }
  }, 60_000);
});
