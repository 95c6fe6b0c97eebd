import { describe, expect, it } from '@jest/globals';
import {
  cuttableProxy,
  eventually,
  read,
  ready,
  startMonitor,
  statement,
  write,
} from '@ceasefire/monitor-process';
import { testDatabase } from '@ceasefire/postgres';

describe('the database goes away and comes back', () => {
  it('readiness says so, writes answer 503 with Retry-After, the boards stay readable, and all recovers', async () => {
    const { url } = await testDatabase();
    const proxy = await cuttableProxy(url);
    const monitor = await startMonitor({ databaseUrl: proxy.url });
    try {
      const before = await read<{ position: number }>(monitor, 'state');
      proxy.cut();
      await eventually(async () => {
        const { status } = await fetch(`${monitor.url}/health/ready`);
        return status === 503 ? true : undefined;
      });
      expect((await fetch(`${monitor.url}/health/live`)).status).toBe(200);
      const refused = await write(monitor, 'developments', statement({ id: 'in-the-dark' }), {
        'idempotency-key': 'in-the-dark',
      });
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      const during = await read<{ position: number }>(monitor, 'state');
      expect([during.status, during.body.position]).toEqual([200, before.body.position]);

      proxy.mend();
      await ready(monitor);
      const retried = await write(monitor, 'developments', statement({ id: 'in-the-dark' }), {
        'idempotency-key': 'in-the-dark',
      });
      expect(retried.status).toBe(201);
      await eventually(async () => {
        const { body } = await read<{ position: number }>(monitor, 'state');
        return body.position === before.body.position + 1 ? true : undefined;
      });
    } finally {
      await monitor.stop();
      await proxy.close();
    }
  }, 90_000);
});
