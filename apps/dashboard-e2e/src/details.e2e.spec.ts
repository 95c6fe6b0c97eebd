import { expect, it } from '@jest/globals';
import { type Written, statement, write } from '@ceasefire/monitor-process';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { overflow, violations } from './accessibility.ts';
import { describeInBrowser } from './browser.ts';

describeInBrowser('the details of a development', (visit) => {
  let page: Page;
  let complaints: readonly string[];
  const open = async (path: string, options?: BrowserContextOptions): Promise<void> => {
    ({ page, complaints } = await visit.open(path, options));
    await details()
      .getByText(/^Record /)
      .waitFor();
  };
  const details = () => page.getByRole('dialog');
  const record = async (id: string, summary: string): Promise<number> => {
    const written = await write<Written>(
      visit.monitor,
      'developments',
      statement({ id, summary, sources: [sourceOf(id)] }),
    );
    expect(written.status).toBe(201);
    return written.body.position;
  };
  const sourceOf = (id: string) => ({
    outlet: `Agency of ${id}`,
    title: 'Talks go on',
    publishedAt: '2020-11-26T10:00:00Z',
    attributionChain: [`Agency of ${id}`],
    anonymous: false,
  });

  it('lead from one that was merged to the one that it was merged into, and back', async () => {
    await record('kept', 'The talks go on, said a spokesman.');
    await record('double', 'A spokesman told of further talks.');
    await record('third', 'The talks continue, it was said.');
    const from = ['double', 'third'];
    await write(visit.monitor, 'merges', { into: 'kept', from, reason: 'the same' });
    await open('/?asOf=2020-11-27&development=double', { viewport: { width: 360, height: 780 } });
    expect(await overflow(page)).toBe(0);
    expect(await details().innerText()).toMatch(
      /Merged into\s+The talks go on, said a spokesman\./,
    );
    await details().getByRole('link', { name: 'The talks go on, said a spokesman.' }).click();
    await details().getByRole('heading', { name: 'The talks go on, said a spokesman.' }).waitFor();
    expect(new URL(page.url()).search).toBe('?asOf=2020-11-27&development=kept');
    expect(await details().evaluate((box) => box.contains(document.activeElement))).toBe(true);
    const back = details().getByRole('link', { name: 'A spokesman told of further talks.' });
    expect(await details().innerText()).toMatch(/Also reported as\s+A spokesman told/);
    const third = details().getByRole('link', { name: 'The talks continue, it was said.' });
    expect((await third.boundingBox())?.x).toBe((await back.boundingBox())?.x);
    expect(await back.getAttribute('href')).toBe('?asOf=2020-11-27&development=double');
    expect(await violations(page)).toEqual([]);
    await back.click();
    await details().getByRole('heading', { name: 'A spokesman told of further talks.' }).waitFor();
    await page.keyboard.press('Escape');
    await details().waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('tell the history of a record in plain words, with the names of what it mentions', async () => {
    await record('corrected', 'Something that was misread.');
    const changes = {
      occurred: {
        from: '2020-11-25',
        to: '2020-11-26',
        precision: 'interval',
        certainty: 'derived',
      },
      actors: [{ id: 'russia', role: 'head-of-state' }],
      claim: { subject: 'turkish-peacekeepers', stance: 'denies', by: 'russia' },
    };
    const reason = 'It was misread.';
    await write(
      visit.monitor,
      'developments/corrected/corrections',
      { changes, reason },
      { 'if-match': '"1"' },
    );
    await record('same', 'The same, told by another.');
    await write(visit.monitor, 'merges', { into: 'corrected', from: ['same'], reason: 'the same' });
    await open('/?development=corrected', { viewport: { width: 360, height: 780 } });
    await details().getByText('History of this record').click();
    const history = details().getByRole('list').filter({ hasText: 'Recorded as “Statement made”' });
    await history.getByText('Worked out from the report').waitFor();
    const told = await history.innerText();
    expect(told).toMatch(/Contested claim\s+Contested subject: Turkish peacekeepers/);
    expect(told).toMatch(/Also reported as\s+The same, told by another\./);
    expect(told).not.toMatch(/[a-z][A-Z]|›|[{}"]|turkish-peacekeepers/);
    // However far one has read, the details can be closed.
    await details().evaluate((box) => {
      box.scrollTo(0, box.scrollHeight);
    });
    const close = await details().getByRole('button', { name: 'Close' }).boundingBox();
    expect(close?.y).toBeGreaterThanOrEqual(0);
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
  });

  it('keep the date of a source in one piece beside a name that runs from right to left', async () => {
    const outlet = 'وكالة الأنباء';
    const sources = [{ ...sourceOf('leftward'), outlet }];
    await write(visit.monitor, 'developments', statement({ id: 'leftward', sources }));
    await open('/?development=leftward');
    const line = details().getByText(`${outlet}, 26 Nov 2020, 10:00 UTC`);
    const left = (word: string) =>
      line.evaluate((box, sought) => {
        const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
          const at = (text.textContent ?? '').indexOf(sought);
          if (at === -1) continue;
          const range = document.createRange();
          range.setStart(text, at);
          range.setEnd(text, at + sought.length);
          return range.getBoundingClientRect().left;
        }
        return NaN;
      }, word);
    expect(await left('26')).toBeGreaterThan(await left(outlet));
    expect(await left('Nov')).toBeGreaterThan(await left('26'));
  });

  it('are printed whole and alone', async () => {
    await record('printed', 'Something to be printed.');
    await open('/?development=printed', { viewport: { width: 794, height: 300 } });
    await page.emulateMedia({ media: 'print' });
    expect(await details().getByText('Record printed, version 1').isVisible()).toBe(true);
    expect(await details().getByRole('button', { name: 'Close' }).isVisible()).toBe(false);
    expect(await page.getByText('Move through time').isVisible()).toBe(false);
    expect(await details().evaluate((box) => box.scrollHeight - box.clientHeight)).toBe(0);
  });

  it('say so where nothing of it had been published by the moment that is shown', async () => {
    await record('later-told', 'Told of later.');
    await open('/?development=later-told&knownAt=2020-11-01');
    const note = details().getByText(
      'This had not been published by 1 Nov 2020: the first report of it is of 26 Nov 2020, 10:00 UTC.',
    );
    expect(await note.count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await open('/?development=later-told&knownAt=2020-11-26');
    expect(await details().getByText('had not been published').count()).toBe(0);
  });

  it('set apart the sources that were published after the moment that is shown', async () => {
    await record('twice-told', 'Told twice.');
    const source = { ...sourceOf('second'), publishedAt: '2020-12-05' };
    await write(
      visit.monitor,
      'developments/twice-told/sources',
      { source },
      { 'if-match': '"1"' },
    );
    const later = () => details().getByRole('group', { name: /^Published later than/ });
    // It happened after that day, so that the page does not hold it as it was known.
    await open('/?asOf=2020-10-10&knownAt=2020-11-30&development=twice-told', {
      viewport: { width: 360, height: 780 },
    });
    expect(await later().innerText()).toMatch(/later than 30 Nov 2020[^]*5 Dec 2020/);
    expect(await later().getByText('Agency of twice-told').count()).toBe(0);
    expect(await details().getByText('Single source', { exact: true }).count()).toBe(1);
    expect(await details().getByText('had not been published').count()).toBe(0);
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await open('/?asOf=2020-10-10&knownAt=2020-12-05&development=twice-told');
    expect(await details().getByText('Agency of second, 5 Dec 2020').count()).toBe(1);
    expect(await later().count()).toBe(0);
  });

  it('set apart in the history what was recorded after the entry that the page is shown up to', async () => {
    const position = await record('taken-back', 'Something that was taken back.');
    await write(
      visit.monitor,
      'developments/taken-back/retraction',
      { reason: 'It was an error.' },
      { 'if-match': '"1"' },
    );
    await open(`/?position=${position}&development=taken-back`);
    await details().getByText('History of this record').click();
    const later = details().getByRole('group', { name: `After entry ${position}` });
    await later.getByText('It was an error.').waitFor();
    expect(await later.getByRole('listitem').count()).toBe(1);
    expect(await details().getByText(`· entry ${position}`).count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await open('/?development=taken-back');
    await details().getByText('History of this record').click();
    await details().getByText('It was an error.').waitFor();
    expect(
      await details()
        .getByText(/^After entry/)
        .count(),
    ).toBe(0);
  });
});
