import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type DevelopmentAnswer,
  developmentAnswerSchema,
  type DevelopmentsPage,
  type History,
  historySchema,
} from '@ceasefire/contracts';
import { development } from '../testing/commanding.ts';
import { startApp, type StartedApp, withoutReports } from '../testing/started-app.ts';

let started: StartedApp;
beforeAll(async () => {
  started = await startApp(withoutReports());
}, 60_000);
afterAll(() => started.close());

interface Written {
  readonly id: string;
  readonly version: number;
  readonly position: number;
}
interface Refused {
  readonly errors: readonly { readonly pointer: string }[];
}

let count = 0;
const statement = (change: object = {}) => ({
  ...development({
    id: `D-${String((count += 1)).padStart(3, '0')}`,
    actors: [{ id: 'russia', role: 'speaker' }],
  }),
  ...change,
});
const record = async (change: object = {}): Promise<Written> =>
  (await started.post<Written>('developments', statement(change))).body;
const list = async (query: string): Promise<readonly string[]> =>
  (await started.get<DevelopmentsPage>(`developments?${query}`)).body.items.map(({ id }) => id);
const read = async (id: string) => started.get<DevelopmentAnswer>(`developments/${id}`);
const head = async (): Promise<number> =>
  (await started.get<{ head: number }>('log?limit=1')).body.head;
const pointers = (body: Refused): readonly string[] => body.errors.map(({ pointer }) => pointer);
const on = (day: string) => ({ from: day, to: day, precision: 'day', certainty: 'text' });

describe('recording', () => {
  it('answers 201 with the place, the version and the position', async () => {
    const { status, headers, body } = await started.post<Written>('developments', statement());
    expect(status).toBe(201);
    expect(headers['location']).toBe(`/api/v1/developments/${body.id}`);
    expect(headers['etag']).toBe('"1"');
    expect(body).toEqual({ id: body.id, version: 1, position: await head() });
    const found = await started.get<DevelopmentAnswer>(String(headers['location']).slice(8));
    expect(developmentAnswerSchema.safeParse(found.body).success).toBe(true);
    expect(await list('limit=500')).toContain(body.id);
  });

  it('makes an id where none is given', async () => {
    const { id, ...rest } = statement();
    const { body } = await started.post<Written>('developments', rest);
    expect(body.id).toMatch(/^d-[0-9a-f]{20}$/u);
    expect(body.id).not.toBe(id);
  });

  it('refuses what is unknown with 422 and what is malformed with 400, each by its pointer, and stores nothing', async () => {
    const before = await head();
    const unknown = await started.post<Refused>(
      'developments',
      statement({ actors: [{ id: 'nobody', role: 'x' }], places: ['nowhere'], process: 'nothing' }),
    );
    expect(unknown.status).toBe(422);
    expect([...pointers(unknown.body)].sort()).toEqual(['/actors/0/id', '/places/0', '/process']);
    const malformed = await started.post<Refused>('developments', statement({ summary: '', x: 1 }));
    expect(malformed.status).toBe(400);
    expect([...pointers(malformed.body)].sort()).toEqual(['/summary', '/x']);
    expect((await started.post('developments?dryRun=maybe', statement())).status).toBe(400);
    expect(await head()).toBe(before);
  });

  it('of an id that is there is refused with 409', async () => {
    const { id } = await record();
    expect((await started.post('developments', statement({ id }))).status).toBe(409);
  });

  it('brings a process into being only when it says so', async () => {
    const proposed = { kind: 'NegotiationProposed', process: 'new-talks' };
    expect((await started.post('developments', statement(proposed))).status).toBe(422);
    const founding = statement({ ...proposed, details: { founds: { label: 'New talks' } } });
    expect((await started.post('developments', founding)).status).toBe(201);
    const later = { kind: 'NegotiationDiscussed', process: 'new-talks' };
    expect((await started.post('developments', statement(later))).status).toBe(201);
    const wrong = { kind: 'CeasefireProposed', process: 'new-talks' };
    expect((await started.post('developments', statement(wrong))).status).toBe(422);
  });
});

describe('a dry run', () => {
  it('says what the boards would become and stores nothing', async () => {
    const before = await head();
    const violated = statement({
      kind: 'CeasefireAgreed',
      process: 'moscow-2020-10',
      details: { parties: ['armenia'] },
    });
    const { status, body } = await started.post<{ before: object; after: object }>(
      'developments?dryRun=true',
      violated,
      { 'idempotency-key': 'dry' },
    );
    expect(status).toBe(200);
    expect(Object.keys(body.after)).toEqual(['ceasefire']);
    expect(body).toMatchObject({
      before: { ceasefire: { status: 'NO_CEASEFIRE' } },
      after: { ceasefire: { status: 'IN_FORCE', arrangement: 'moscow-2020-10' } },
    });
    expect(await head()).toBe(before);
    expect(
      (await started.post('developments', violated, { 'idempotency-key': 'dry' })).status,
    ).toBe(201);
    const retraction = await started.post<object>(
      `developments/${violated.id}/retraction?dryRun=true`,
      { reason: 'wrong' },
      { 'if-match': '"1"' },
    );
    expect(retraction.body).toMatchObject({ after: { ceasefire: { status: 'NO_CEASEFIRE' } } });
  });

  it('refuses what would be refused', async () => {
    const { id } = await record();
    expect((await started.post('developments?dryRun=true', statement({ id }))).status).toBe(409);
  });
});

describe('a repeated request', () => {
  const key = (text: string) => ({ 'idempotency-key': text });

  it('is answered as the first time, with one event', async () => {
    const { id: _, ...body } = statement();
    const first = await started.post<Written>('developments', body, key('again'));
    const position = await head();
    const second = await started.post<Written>('developments', body, key('again'));
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(second.headers).toMatchObject({ etag: '"1"', location: first.headers['location'] });
    expect(await head()).toBe(position);
  });

  it('of a change is answered as the first time although its version is no longer the newest', async () => {
    const { id } = await record();
    const headers = { ...key('retract'), 'if-match': '"1"' };
    const ask = () =>
      started.post<Written>(`developments/${id}/retraction`, { reason: 'x' }, headers);
    const [first, second] = [await ask(), await ask()];
    expect([first.status, second.status, second.body]).toEqual([200, 200, first.body]);
    expect(second.headers['etag']).toBe('"2"');
  });

  it('is the same in whatever order and with whatever space it is written, its defaults left out or not', async () => {
    const { id, kind, summary, occurred, modality, sources } = statement();
    const authorization = `Bearer ${await started.newKey('speller')}`;
    const send = async (payload: string) => {
      const { statusCode, body } = await started.app.inject({
        method: 'POST',
        url: '/api/v1/admin/developments',
        headers: { ...key('written'), authorization, 'content-type': 'application/json' },
        payload,
      });
      return [statusCode, body] as const;
    };
    const short = { id, kind, summary, occurred, modality, sources };
    const long = { details: {}, codes: {}, places: [], actors: [], process: null };
    const first = await send(JSON.stringify(short));
    expect(first[0]).toBe(201);
    const position = await head();
    const reversed = Object.fromEntries(Object.entries({ ...short, ...long }).reverse());
    expect(await send(JSON.stringify(reversed, undefined, 4))).toEqual(first);
    expect(await send(JSON.stringify({ ...short, modality: 'actual', codes: {} }))).toEqual(first);
    expect(await head()).toBe(position);
    for (const other of [{ process: 'working-group' }, { details: { note: 'More.' } }, { id: 'X' }])
      expect((await send(JSON.stringify({ ...short, ...other })))[0]).toBe(422);
    expect(await head()).toBe(position);
  });

  it('with another body is refused with 422', async () => {
    const body = statement();
    await started.post('developments', body, key('other'));
    const { status } = await started.post(
      'developments',
      { ...body, summary: 'Another.' },
      key('other'),
    );
    expect(status).toBe(422);
  });

  it('of another API key is another request', async () => {
    const { id: _, ...body } = statement();
    const authorization = `Bearer ${await started.newKey('second')}`;
    const first = await started.post<Written>('developments', body, key('shared'));
    const second = await started.post<Written>('developments', body, {
      ...key('shared'),
      authorization,
    });
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it.each([['a b'], ['é'], ['x'.repeat(201)]])(
    'with the key %j is refused with 400',
    async (text) => {
      expect((await started.post('developments', statement(), key(text))).status).toBe(400);
    },
  );
});

describe('changing', () => {
  const change = (path: string, body: object, ifMatch?: string) =>
    started.post<Written & Refused>(
      `developments/${path}`,
      body,
      ifMatch === undefined ? {} : { 'if-match': ifMatch },
    );

  it('needs the version that was read: 428 without, 412 when stale, 404 when there is nothing', async () => {
    const { id } = await record();
    const reason = 'It was otherwise.';
    expect((await change(`${id}/retraction`, { reason })).status).toBe(428);
    expect((await change(`${id}/retraction`, { reason }, '"2"')).status).toBe(412);
    expect((await change(`${id}/retraction`, { reason }, 'W/"1"')).status).toBe(400);
    expect((await change('nothing/retraction', { reason }, '"1"')).status).toBe(404);
    expect((await change(`${id}/retraction`, {}, '"1"')).status).toBe(400);
    const { status, headers, body } = await change(`${id}/retraction`, { reason }, '"1"');
    expect([status, headers['etag'], body]).toEqual([
      200,
      '"2"',
      { version: 2, position: await head() },
    ]);
    expect((await change(`${id}/retraction`, { reason }, '"2"')).status).toBe(409);
    expect(
      (await change(`${id}/corrections`, { changes: { summary: 'New.' }, reason }, '"2"')).status,
    ).toBe(409);
  });

  it('of 64 on one version lets one through', async () => {
    const { id } = await record();
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, index) =>
        change(
          `${id}/corrections`,
          { changes: { summary: `Wording ${index}.` }, reason: 'wording' },
          '"1"',
        ),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 63 }, () => 412)]);
  });

  it('shows in the development, its tag and its history: who, when, why, before and after', async () => {
    const { id } = await record({ claim: { subject: 'a', stance: 'asserts', by: 'russia' } });
    await change(
      `${id}/corrections`,
      { changes: { summary: 'Better.', claim: null }, reason: 'A slip.' },
      '"1"',
    );
    const source = { ...development().sources[0], outlet: 'Second', attributionChain: ['witness'] };
    await change(`${id}/sources`, { source }, '"2"');
    await change(`${id}/retraction`, { reason: 'Wrong.' }, '"3"');
    await change(`${id}/reinstatement`, { reason: 'Right after all.' }, '"4"');
    const { headers, body } = await read(id);
    expect(headers['etag']).toBe('"5"');
    expect(body).toMatchObject({
      summary: 'Better.',
      status: 'active',
      version: 5,
      independentSources: 2,
    });
    expect(body).not.toHaveProperty('claim');
    const again = await started.get(`developments/${id}`, { 'if-none-match': '"5"' });
    expect(again.status).toBe(304);
    const history = await started.get<History>(`developments/${id}/history`);
    expect(historySchema.safeParse(history.body).success).toBe(true);
    const { items } = history.body;
    expect(items.map(({ type, reason }) => [type, reason])).toEqual([
      ['StatementMade', null],
      ['DevelopmentCorrected', 'A slip.'],
      ['SourceAdded', null],
      ['DevelopmentRetracted', 'Wrong.'],
      ['DevelopmentReinstated', 'Right after all.'],
    ]);
    expect(items[1]).toMatchObject({ recordedBy: 'admin', version: 2 });
    expect(items[1]?.changes).toEqual([
      { pointer: '/summary', before: development().summary, after: 'Better.' },
      { pointer: '/claim', before: { subject: 'a', stance: 'asserts', by: 'russia' } },
    ]);
    expect(items[3]?.changes).toEqual([
      { pointer: '/status', before: 'active', after: 'retracted' },
    ]);
  });

  it('a correction may not break a rule', async () => {
    const { id } = await record();
    const { status, body } = await change(
      `${id}/corrections`,
      { changes: { kind: 'IssueSettled', places: ['nowhere'] }, reason: 'x' },
      '"1"',
    );
    expect(status).toBe(422);
    expect(pointers(body)).toEqual(
      expect.arrayContaining(['/changes/places/0', '/changes/process']),
    );
  });

  it('a merge makes one of several, and is undone by its position', async () => {
    const [into, from] = [await record(), await record()];
    const reason = 'They are the same.';
    const source = { ...development().sources[0], outlet: 'Third', attributionChain: ['other'] };
    await change(`${from.id}/sources`, { source }, '"1"');
    const merge = { into: into.id, from: [from.id], reason };
    const merged = await started.post<{ position: number; versions: object }>('merges', merge);
    expect(merged.status).toBe(200);
    expect(merged.body.versions).toEqual({ [into.id]: 2, [from.id]: 3 });
    expect((await read(into.id)).body).toMatchObject({
      absorbed: [from.id],
      independentSources: 2,
    });
    expect((await read(from.id)).body).toMatchObject({ status: 'merged', mergedInto: into.id });
    expect(await list('status=merged')).toContain(from.id);
    expect((await started.post('merges', merge)).status).toBe(409);
    const undo = await started.post(`merges/${merged.body.position + 1}/undo`, {
      reason: 'Not so.',
    });
    expect(undo.status).toBe(200);
    expect((await read(from.id)).body).toMatchObject({ status: 'active', mergedInto: null });
    expect((await started.post('merges/1/undo', { reason })).status).toBe(404);
    expect((await started.post('merges/999999/undo', { reason })).status).toBe(404);
  });

  it('needs a key that may', async () => {
    expect((await started.post('developments', statement(), { authorization: '' })).status).toBe(
      401,
    );
  });
});

describe('the list', () => {
  const own = { process: 'working-group', kind: 'StatementMade' };

  it('is newest first by when things happened, in pages that later writes do not shift', async () => {
    const days = ['2021-01-03', '2021-01-01', '2021-01-05', '2021-01-02', '2021-01-04'];
    for (const day of days) await record({ id: `P-${day}`, ...own, occurred: on(day) });
    const seen: string[] = [];
    let query = 'process=working-group&limit=2';
    for (;;) {
      const { body } = await started.get<DevelopmentsPage>(`developments?${query}`);
      seen.push(...body.items.map(({ id }) => id));
      if (body.next === null) break;
      query = `process=working-group&limit=2&cursor=${body.next}`;
      await record({ ...own, occurred: on('2021-01-09') });
      await record({ ...own, occurred: on('2021-01-02') });
    }
    expect(seen).toEqual(
      [...days]
        .sort()
        .reverse()
        .map((day) => `P-${day}`),
    );
  });

  it('takes no cursor of another list', async () => {
    const { body } = await started.get<DevelopmentsPage>('developments?limit=1');
    const other = await started.get<Refused>(
      `developments?limit=1&actor=russia&cursor=${String(body.next)}`,
    );
    expect([other.status, pointers(other.body)]).toEqual([400, ['/cursor']]);
    expect((await started.get('developments?limit=1&cursor=abc')).status).toBe(400);
  });

  it('is filtered by what it is about', async () => {
    const { id } = await record({
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
      expect([filter, await list(filter)]).toEqual([filter, [id]]);
    for (const filter of [
      'q=5%250',
      'q=moreXof',
      'q=asked%20nothing',
      'from=2021-02-03&actor=turkey',
    ])
      expect([filter, await list(filter)]).toEqual([filter, []]);
  });

  it('finds what is about an actor or a place by any of its names', async () => {
    const occurred = on('2021-02-12');
    const { id } = await record({
      occurred,
      actors: [{ id: 'peskov', role: 'speaker' }],
      places: ['shusha', 'stepanakert'],
      summary: 'The spokesman said it again.',
    });
    const there = await record({ occurred, places: ['moscow'] });
    const day = 'from=2021-02-12&to=2021-02-12';
    for (const q of ['Peskow', 'Dmitri PESKOW', 'Shushi', 'şuşa', 'Шуши', 'Khankendi', 'Xankəndi'])
      expect([q, await list(`${day}&q=${encodeURIComponent(q)}`)]).toEqual([q, [id]]);
    expect(await list(`${day}&q=Moskva`)).toEqual([there.id]);
    expect(await list(`${day}&q=Peskow%20again%20Khankendi`)).toEqual([id]);
    expect(await list(`${day}&q=Peskow%20Bishkek`)).toEqual([]);
    expect(await list(`${day}&q=Peskow%20nothing`)).toEqual([]);
  });

  it('is of any moment on the three clocks', async () => {
    const source = { ...development().sources[0], publishedAt: '2021-03-05' };
    const { id, position } = await record({
      occurred: on('2021-03-03'),
      sources: [source, { ...source, outlet: 'Later', publishedAt: '2021-03-09' }],
    });
    expect(await list('from=2021-03-01&asOf=2021-03-02')).not.toContain(id);
    expect(await list('from=2021-03-01&asOf=2021-03-03')).toContain(id);
    expect(await list('from=2021-03-01&knownAt=2021-03-04')).not.toContain(id);
    const known = await started.get<DevelopmentsPage>(
      'developments?from=2021-03-01&knownAt=2021-03-05',
    );
    expect(known.body.items.find((item) => item.id === id)?.sources).toHaveLength(1);
    expect(await list(`from=2021-03-01&position=${position - 1}`)).not.toContain(id);
    expect((await started.get('developments?position=1000000')).status).toBe(404);
  });

  it('leaves out what was retracted unless it is asked for', async () => {
    const { id } = await record({ occurred: on('2021-04-01') });
    await started.post(`developments/${id}/retraction`, { reason: 'x' }, { 'if-match': '"1"' });
    expect(await list('from=2021-04-01')).not.toContain(id);
    expect(await list('from=2021-04-01&status=retracted')).toContain(id);
    expect(await list('from=2021-04-01&status=any')).toContain(id);
  });

  it('names a filter that cannot match', async () => {
    const { status, body } = await started.get<Refused>(
      'developments?actor=nobody&place=nowhere&process=no&subject=nothing',
    );
    const all = ['/actor', '/place', '/process', '/subject'];
    expect([status, pointers(body)]).toEqual([400, all]);
  });

  it('knows the subjects of the situation, and any that a development has made one', async () => {
    expect(await list('subject=turkish-peacekeepers')).toEqual([]);
    const subject = 'who-held-the-bridge';
    expect((await started.get(`developments?subject=${subject}`)).status).toBe(400);
    const { id } = await record({ claim: { subject, stance: 'asserts', by: 'russia' } });
    expect(await list(`subject=${subject}`)).toEqual([id]);
    await started.post(`developments/${id}/retraction`, { reason: 'x' }, { 'if-match': '"1"' });
    expect(await list(`subject=${subject}`)).toEqual([]);
    expect(await list(`subject=${subject}&status=any`)).toEqual([id]);
  });

  it.each([["'; drop table x; --"], ['%%%'], ['\\'], ['$1'], ['\u{1f600}'], ['()|&!:*']])(
    'searches for %s without harm',
    async (text) => {
      const { status } = await started.get(`developments?q=${encodeURIComponent(text)}`);
      expect(status).toBe(200);
    },
  );
});
