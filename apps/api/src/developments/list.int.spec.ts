import { describe, expect, it } from '@jest/globals';
import type { DevelopmentsPage } from '@ceasefire/contracts';
import { development } from '../testing/commanding.ts';
import { on, pointers, type Refused, ownEditedApp } from './testing/edited-app.ts';

const started = ownEditedApp();

describe('the list', () => {
  const own = { process: 'working-group', kind: 'StatementMade' };

  it('is newest first by when things happened, in pages that later writes do not shift', async () => {
    const days = ['2021-01-03', '2021-01-01', '2021-01-05', '2021-01-02', '2021-01-04'];
    for (const day of days) await started().record({ id: `P-${day}`, ...own, occurred: on(day) });
    const seen: string[] = [];
    let query = 'process=working-group&limit=2';
    for (;;) {
      const { body } = await started().get<DevelopmentsPage>(`developments?${query}`);
      seen.push(...body.items.map(({ id }) => id));
      if (body.next === null) break;
      query = `process=working-group&limit=2&cursor=${body.next}`;
      await started().record({ ...own, occurred: on('2021-01-09') });
      await started().record({ ...own, occurred: on('2021-01-02') });
    }
    expect(seen).toEqual(
      [...days]
        .sort()
        .reverse()
        .map((day) => `P-${day}`),
    );
  });

  it('takes no cursor of another list', async () => {
    const { body } = await started().get<DevelopmentsPage>('developments?limit=1');
    const other = await started().get<Refused>(
      `developments?limit=1&actor=russia&cursor=${String(body.next)}`,
    );
    expect([other.status, pointers(other.body)]).toEqual([400, ['/cursor']]);
    expect((await started().get('developments?limit=1&cursor=abc')).status).toBe(400);
  });

  it('is filtered by what it is about', async () => {
    const { id } = await started().record({
      kind: 'DemandMade',
      occurred: on('2021-02-02'),
      modality: 'hypothetical',
      actors: [{ id: 'turkey', role: 'speaker' }],
      claim: { subject: 'filtered', stance: 'asserts', by: 'turkey' },
      summary: 'Çavuşoğlu asked for 50% more_of \\ it.',
    });
    for (const filter of [
      'kind=DemandMade',
      'modality=hypothetical',
      'subject=filtered',
      'actor=turkey',
      'from=2021-02-02&to=2021-02-02',
      'q=cavusoglu',
      'q=50%25',
      'q=more_of',
      'q=%5C',
      'q=ASKED%20more',
    ])
      expect([filter, await started().list(filter)]).toEqual([filter, [id]]);
    for (const filter of [
      'q=5%250',
      'q=moreXof',
      'q=asked%20nothing',
      'from=2021-02-03&actor=turkey',
    ])
      expect([filter, await started().list(filter)]).toEqual([filter, []]);
  });

  it('finds what is about an actor or a place by any of its names', async () => {
    const occurred = on('2021-02-12');
    const { id } = await started().record({
      occurred,
      actors: [{ id: 'peskov', role: 'speaker' }],
      places: ['shusha', 'stepanakert'],
      summary: 'The spokesman said it again.',
    });
    const there = await started().record({ occurred, places: ['moscow'] });
    const day = 'from=2021-02-12&to=2021-02-12';
    for (const q of ['Peskow', 'Dmitri PESKOW', 'Shushi', 'şuşa', 'Шуши', 'Khankendi', 'Xankəndi'])
      expect([q, await started().list(`${day}&q=${encodeURIComponent(q)}`)]).toEqual([q, [id]]);
    expect(await started().list(`${day}&q=Moskva`)).toEqual([there.id]);
    expect(await started().list(`${day}&q=Peskow%20again%20Khankendi`)).toEqual([id]);
    expect(await started().list(`${day}&q=Peskow%20Bishkek`)).toEqual([]);
    expect(await started().list(`${day}&q=Peskow%20nothing`)).toEqual([]);
  });

  it('is of any moment on the three clocks', async () => {
    const source = { ...development().sources[0], publishedAt: '2021-03-05' };
    const { id, position } = await started().record({
      occurred: on('2021-03-03'),
      sources: [source, { ...source, outlet: 'Later', publishedAt: '2021-03-09' }],
    });
    expect(await started().list('from=2021-03-01&asOf=2021-03-02')).not.toContain(id);
    expect(await started().list('from=2021-03-01&asOf=2021-03-03')).toContain(id);
    expect(await started().list('from=2021-03-01&knownAt=2021-03-04')).not.toContain(id);
    const known = await started().get<DevelopmentsPage>(
      'developments?from=2021-03-01&knownAt=2021-03-05',
    );
    expect(known.body.items.find((item) => item.id === id)?.sources).toHaveLength(1);
    expect(await started().list(`from=2021-03-01&position=${position - 1}`)).not.toContain(id);
    expect((await started().get('developments?position=1000000')).status).toBe(404);
  });

  it('leaves out what was retracted unless it is asked for', async () => {
    const { id } = await started().record({ occurred: on('2021-04-01') });
    await started().post(`developments/${id}/retraction`, { reason: 'x' }, { 'if-match': '"1"' });
    expect(await started().list('from=2021-04-01')).not.toContain(id);
    expect(await started().list('from=2021-04-01&status=retracted')).toContain(id);
    expect(await started().list('from=2021-04-01&status=any')).toContain(id);
  });

  it('names a filter that cannot match', async () => {
    const { status, body } = await started().get<Refused>(
      'developments?actor=nobody&place=nowhere&process=no&subject=nothing',
    );
    const all = ['/actor', '/place', '/process', '/subject'];
    expect([status, pointers(body)]).toEqual([400, all]);
  });

  it('knows the subjects of the situation, and any that a development has made one', async () => {
    expect(await started().list('subject=turkish-peacekeepers')).toEqual([]);
    const subject = 'who-held-the-bridge';
    expect((await started().get(`developments?subject=${subject}`)).status).toBe(400);
    const { id } = await started().record({ claim: { subject, stance: 'asserts', by: 'russia' } });
    expect(await started().list(`subject=${subject}`)).toEqual([id]);
    await started().post(`developments/${id}/retraction`, { reason: 'x' }, { 'if-match': '"1"' });
    expect(await started().list(`subject=${subject}`)).toEqual([]);
    expect(await started().list(`subject=${subject}&status=any`)).toEqual([id]);
  });

  it.each([["'; drop table x; --"], ['%%%'], ['\\'], ['$1'], ['\u{1f600}'], ['()|&!:*']])(
    'searches for %s without harm',
    async (text) => {
      const { status } = await started().get(`developments?q=${encodeURIComponent(text)}`);
      expect(status).toBe(200);
    },
  );
});
