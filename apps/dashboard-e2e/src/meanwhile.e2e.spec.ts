import { expect, it } from '@jest/globals';
import { statement, write } from '@ceasefire/monitor-process';
import type { Page } from 'playwright-core';
import { describeInBrowser } from './browser.ts';

describeInBrowser('what is recorded while the page is open', (visit) => {
  let page: Page;
  const open = async (path: string): Promise<void> => {
    ({ page } = await visit.open(path));
  };
  const board = (name: string) => page.getByRole('region', { name });
  const post = async (change: Readonly<Record<string, unknown>>): Promise<void> => {
    const { status, text } = await write(visit.monitor, 'developments', statement(change));
    if (status !== 201) throw new Error(text);
  };
  const on = (day: string) => ({ from: day, to: day, precision: 'day', certainty: 'text' });

  it('about the past that is read is told, and shown when the reader wants it', async () => {
    await open('/?asOf=2020-11-25');
    const band = page.getByRole('complementary', { name: 'Another moment is shown' });
    const again = band.getByRole('button', { name: 'Read again' });
    expect(await again.count()).toBe(0);
    const process = 'trilateral-2020-11';
    await post({ kind: 'CeasefireViolated', process, occurred: on('2020-11-20') });
    await band.getByText('1 newer entry since you opened it.').waitFor();
    expect(await board('Ceasefire').innerText()).toMatch(/In force/);
    await again.click();
    await board('Ceasefire').getByText('Violated').first().waitFor();
    await again.waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?asOf=2020-11-25');
    await page.getByText(/109 entries in the log/).waitFor();
  });

  it('cannot change what had been recorded by an entry', async () => {
    await open('/?position=100');
    const band = page.getByRole('complementary', { name: 'Another moment is shown' });
    await post({});
    await band.getByText('1 newer entry since you opened it.').waitFor();
    expect(await band.getByRole('button').allInnerTexts()).toEqual(['Back to now']);
  });

  it('and founds something is called what it is named', async () => {
    await open('/');
    const talks = 'Zürich talks on prisoners';
    const issue = { issue: 'lists', founds: { label: 'Whose lists count' } };
    const process = 'zt-2021';
    await post({ kind: 'NegotiationProposed', process, details: { founds: { label: talks } } });
    await board('Monitoring-centre talks').getByText(talks).first().waitFor();
    await post({ kind: 'IssueRaised', process, details: issue });
    await board('Monitoring-centre talks').getByText('Whose lists count').first().waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/Zt 2021/);
    const { items } = (await (await fetch(`${visit.monitor.url}/api/v1/processes`)).json()) as {
      readonly items: readonly object[];
    };
    expect(items.at(-1)).toEqual({
      id: process,
      kind: 'negotiation',
      label: talks,
      issues: [{ id: 'lists', label: 'Whose lists count' }],
    });
  });
});
