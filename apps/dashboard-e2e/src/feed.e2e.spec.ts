import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { statement, write } from '@ceasefire/monitor-process';
import pg from 'pg';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { overflow, violations } from './accessibility.ts';
import { describeInBrowser } from './browser.ts';

describeInBrowser('the feed of developments', (visit) => {
  let page: Page;
  const open = async (path = '/', options?: BrowserContextOptions): Promise<void> => {
    ({ page } = await visit.open(path, options));
    await items().first().waitFor();
  };
  const items = () => page.getByRole('list', { name: 'Developments' }).getByRole('listitem');
  const pill = () => page.getByRole('button', { name: /new development/ });

  it('begins with what happened last, and folds away what was only said to lie ahead', async () => {
    await open();
    expect(await items().first().innerText()).toMatch(/^25 Nov 2020\n/);
    const fold = page.getByText('2 forecasts for after the newest development');
    const forecasts = page.getByRole('list', { name: 'Forecasts' });
    expect(await forecasts.isVisible()).toBe(false);
    await fold.click();
    expect(await forecasts.getByText('Expectation stated').count()).toBe(2);
    expect(await violations(page)).toEqual([]);
  });

  it('stays where it is when something new comes, and says in a pill and in the title how much waits', async () => {
    await open();
    const read = items().nth(12);
    await read.scrollIntoViewIfNeeded();
    const before = await read.boundingBox();
    await write(visit.monitor, 'developments', statement({ id: 'one', summary: 'One more word.' }));
    await write(visit.monitor, 'developments', statement({ id: 'two', summary: 'And another.' }));
    await page.getByRole('button', { name: '2 new developments' }).waitFor();
    expect(await read.boundingBox()).toEqual(before);
    expect(await page.title()).toMatch(/^\(2\) /);
    await pill().click();
    await items().getByText('One more word.').waitFor();
    expect(await pill().count()).toBe(0);
    expect(await page.title()).not.toMatch(/^\(/);
  });

  it('takes in what comes while it is out of sight, however late the list has it', async () => {
    await open('/', { viewport: { width: 360, height: 400 } });
    const { monitor } = visit;
    const database = new pg.Client({ connectionString: monitor.databaseUrl });
    await database.connect();
    await database.query(
      `begin; select from projection.checkpoints where name = 'developments' for update`,
    );
    const late = statement({ id: 'late-in-list', summary: 'Late in the list.' });
    const written = write(monitor, 'developments', late);
    await delay(1_500);
    await database.end();
    await written;
    await items().getByText('Late in the list.').waitFor();
  });

  it('that matches nothing says so and offers the way back', async () => {
    await open();
    await page.getByRole('searchbox', { name: 'Search' }).fill('zebra crossing');
    await page.getByText('No development matches.').waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await items().first().waitFor();
  });

  it('holds a hostile text without running it and without growing wider than a phone', async () => {
    const summary = `<img src=x onerror="document.title='taken'"> ${'W'.repeat(180)} \u202Eright to left\u202C`;
    await write(visit.monitor, 'developments', statement({ id: 'hostile', summary }));
    await open('/?development=hostile', { viewport: { width: 360, height: 780 } });
    await page
      .getByRole('dialog')
      .getByText(/<img src=x/)
      .waitFor();
    expect(await overflow(page)).toBe(0);
    const drawer = page.getByRole('dialog');
    expect(await drawer.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
    expect(await page.title()).not.toMatch(/taken/);
  });
});
