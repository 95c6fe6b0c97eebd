import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  cuttableProxy,
  eventually,
  freePort,
  type Monitor,
  startMonitor,
} from '@ceasefire/monitor-process';
import { Client } from 'pg';
import type { Page } from 'playwright-core';
import { describeInBrowser } from './browser.ts';

describeInBrowser('the page that is opened while there is nothing to show', (visit) => {
  const notice = (page: Page, heading: string) =>
    page.getByRole('status').filter({ hasText: heading });

  describe('because the node loads its boards', () => {
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
      const ready = notice(page, 'The monitor is getting ready');
      await ready.waitFor();
      expect(await ready.innerText()).toMatch(
        /have come to position 0\. This page will fill by itself/,
      );
      expect(await page.getByRole('alert').count()).toBe(0);
      await holder.query('rollback');
      await page.getByRole('region', { name: 'Ceasefire' }).waitFor();
      expect(await ready.count()).toBe(0);
      await page.getByText('Live', { exact: true }).waitFor();
    });
  });

  it('says that the database is away where it is, and fills once it is back', async () => {
    const proxy = await cuttableProxy(visit.monitor.databaseUrl);
    const node = await startMonitor({ databaseUrl: proxy.url });
    try {
      proxy.cut();
      const page = await (await visit.browser.newContext()).newPage();
      await page.goto(node.url);
      const away = notice(page, 'The monitor cannot reach its record');
      await away.waitFor();
      expect(await away.innerText()).toMatch(
        /Its database does not answer just now\. This page will fill by itself\./,
      );
      proxy.mend();
      await page.getByRole('region', { name: 'Ceasefire' }).waitFor();
      expect(await away.count()).toBe(0);
    } finally {
      await node.stop();
      await proxy.close();
    }
  });
});
