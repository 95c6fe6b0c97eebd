import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { eventually, freePort, type Monitor, startMonitor } from '@ceasefire/monitor-process';
import { Client } from 'pg';
import { describeInBrowser } from './browser.ts';

describeInBrowser('the page of a node that loads its boards', (visit) => {
  let holder: Client;
  let starting: Promise<Monitor>;
  let url: string;

  /** Another node on the same data, that cannot read its boards until the lock is given back. */
  beforeEach(async () => {
    const { databaseUrl } = visit.monitor;
    holder = new Client({ connectionString: databaseUrl });
    await holder.connect();
    const { rows } = await holder.query<{ name: string }>(
      `select format('projection.%I', name || '_v' || version || '_g' || generation) as name
       from projection.checkpoints where name = 'boards' and live`,
    );
    await holder.query('begin');
    await holder.query(`lock table ${rows[0]?.name ?? ''} in access exclusive mode`);
    const port = await freePort();
    url = `http://127.0.0.1:${String(port)}`;
    starting = startMonitor({ databaseUrl, port });
    starting.catch(() => undefined);
    await eventually(async () => (await fetch(url)).ok || undefined, 30_000);
  });
  afterEach(async () => {
    await holder.end();
    await (await starting).stop();
  });

  it('says so calmly, and fills by itself', async () => {
    const page = await (await visit.browser.newContext()).newPage();
    await page.goto(url);
    const notice = page.getByRole('status').filter({ hasText: 'The monitor is getting ready' });
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(
      /have come to position 0\. This page will fill by itself/,
    );
    expect(await page.getByRole('alert').count()).toBe(0);
    await holder.query('rollback');
    await page.getByRole('region', { name: 'Ceasefire' }).waitFor();
    expect(await notice.count()).toBe(0);
    await page.getByText('Live', { exact: true }).waitFor();
  });
});
