import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Answer,
  type Monitor,
  type Problem,
  read,
  startMonitor,
  statement,
  write,
} from '@ceasefire/monitor-process';

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** Each: what is wrong, the body's change, and the pointer that the answer must name. */
const badFields: readonly (readonly [string, Record<string, unknown>, string])[] = [
  ['no kind', { kind: undefined }, '/kind'],
  ['unknown kind', { kind: 'TruceImagined' }, '/kind'],
  ['kind of the wrong type', { kind: 7 }, '/kind'],
  ['empty summary', { summary: '' }, '/summary'],
  ['summary too long', { summary: 'x'.repeat(5000) }, '/summary'],
  ['NUL in the summary', { summary: 'a\u0000b' }, '/summary'],
  ['lone surrogate', { summary: 'a\ud800b' }, '/summary'],
  ['unknown field', { mood: 'good' }, '/mood'],
  [
    'impossible date',
    { occurred: { from: '2020-02-30', to: '2020-03-01', precision: 'day', certainty: 'text' } },
    '/occurred/from',
  ],
  [
    'from after to',
    {
      occurred: { from: '2020-11-12', to: '2020-11-10', precision: 'interval', certainty: 'text' },
    },
    '/occurred/to',
  ],
  [
    'unknown precision',
    { occurred: { from: '2020-11-10', to: '2020-11-10', precision: 'soonish', certainty: 'text' } },
    '/occurred/precision',
  ],
  ['occurred is a string', { occurred: '2020-11-10' }, '/occurred'],
  ['unknown modality', { modality: 'maybe' }, '/modality'],
  ['unknown actor', { actors: [{ id: 'atlantis', role: 'speaker' }] }, '/actors/0/id'],
  ['unknown place', { places: ['el-dorado'] }, '/places/0'],
  ['unknown process', { process: 'peacekepers-russia' }, '/process'],
  ['no source', { sources: [] }, '/sources'],
  [
    'source without outlet',
    {
      sources: [
        { title: 'x', publishedAt: '2020-11-10', attributionChain: ['x'], anonymous: false },
      ],
    },
    '/sources/0/outlet',
  ],
  [
    'source published on no day',
    {
      sources: [
        {
          outlet: 'x',
          title: 'x',
          publishedAt: '2020-13-01',
          attributionChain: ['x'],
          anonymous: false,
        },
      ],
    },
    '/sources/0/publishedAt',
  ],
  [
    'script address',
    {
      sources: [
        {
          outlet: 'x',
          title: 'x',
          url: 'javascript:alert(1)',
          publishedAt: '2020-11-10',
          attributionChain: ['x'],
          anonymous: false,
        },
      ],
    },
    '/sources/0/url',
  ],
  ['claim without party', { claim: { subject: 'shusha-control', stance: 'asserts' } }, '/claim/by'],
  ['detail that the kind does not take', { details: { round: 3 } }, '/details/round'],
  ['id with a slash', { id: '../etc/passwd' }, '/id'],
];

describe('bad input', () => {
  let monitor: Monitor;
  let before: number;
  const position = async () => (await read<{ position: number }>(monitor, 'state')).body.position;
  beforeAll(async () => {
    monitor = await startMonitor();
    before = await position();
  }, 60_000);
  afterAll(() => monitor.stop());

  const refused = (answer: Answer, statuses: readonly number[] = [400, 422]): Problem => {
    expect(statuses).toContain(answer.status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.text).not.toMatch(/\bat .*\.(js|ts):\d+|node_modules|select |insert into/i);
    const problem = answer.body as Problem;
    expect(problem.status).toBe(answer.status);
    for (const text of [problem.type, problem.title, problem.detail, problem.instance]) {
      expect(typeof text).toBe('string');
    }
    return problem;
  };

  it.each(badFields)('%s is refused with a pointer', async (_, change, pointer) => {
    const problem = refused(await write(monitor, 'developments', statement(change)));
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
  });

  it('several bad fields are all named at once', async () => {
    const problem = refused(
      await write(monitor, 'developments', statement({ kind: 'Nope', modality: 'x', mood: 1 })),
    );
    expect(problem.errors?.map((error) => error.pointer)).toEqual(
      expect.arrayContaining(['/kind', '/modality', '/mood']),
    );
  });

  it.each([
    ['not JSON', '{"kind":'],
    ['an array', '[]'],
    ['null', 'null'],
    ['a string', '"x"'],
    ['prototype keys', '{"__proto__":{"polluted":true}}'],
    [
      'prototype keys further down',
      JSON.stringify(statement()).replace('"codes":{}', '"codes":{"__proto__":{"a":1}}'),
    ],
    [
      'deep nesting',
      JSON.stringify(statement()).replace('"details":{}', `"details":${deep(5000)}`),
    ],
    ['nothing', ''],
  ])('%s as a body is refused', async (_, body) => {
    refused(await write(monitor, 'developments', body));
  });

  it('a body that is not UTF-8 is refused', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"kind":"StatementMade","summary":"'),
      Buffer.from([0xc3, 0x28, 0xff]),
      Buffer.from('"}'),
    ]);
    const response = await fetch(`${monitor.url}/api/v1/admin/developments`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${monitor.adminKey}`,
        'content-type': 'application/json',
      },
      body: bytes,
    });
    expect(response.status).toBe(400);
  });

  it('a body of another type is 415, and one too large is 413', async () => {
    refused(
      await write(monitor, 'developments', 'kind=StatementMade', { 'content-type': 'text/plain' }),
      [415],
    );
    refused(
      await write(monitor, 'developments', JSON.stringify({ summary: 'x'.repeat(3_000_000) })),
      [413],
    );
  });

  it.each([
    'state?asOf=yesterday',
    'state?asOf=2020-02-30',
    'state?knownAt=',
    'state?position=-1',
    'state?position=1.5',
    'state?position=abc',
    'state?asof=2020-10-08',
    'state?asOf=2020-10-08&asOf=2020-10-09',
    'developments?limit=0',
    'developments?limit=501',
    'developments?limit=ten',
    'developments?cursor=%00',
    'developments?cursor=bm90LWEtY3Vyc29y',
    'developments?kind=Nope',
    'developments?modality=Nope',
    'developments?status=Nope',
    'developments?from=2020-11-10&to=2020-11-01',
    'developments?q=%00',
    'log?after=-1',
    'log?limit=100000',
    'compare?from=2020-10-08',
    'compare?from=x&to=y',
    'kinds?foo=1',
    'actors?foo=1',
    'developments/S2-01?asOf=2020-11-10',
    'developments/S2-01/history?zz=1',
    'openapi.json?x=1',
  ])('GET %s is 400', async (path) => {
    refused(await read(monitor, path), [400]);
  });

  it.each([
    'developments/no-such',
    'developments/no-such/history',
    'nowhere',
    'negotiations/none/issues',
  ])('GET %s is 404', async (path) => {
    refused(await read(monitor, path), [404]);
  });

  it.each(['q=%ff', 'q=%c3', 'q=a%ed%a0%80', 'kind=x&q=%', '%ff=x'])(
    'a query that is not UTF-8 is 400 and points at it: %s',
    async (query) => {
      const problem = refused(await read(monitor, `developments?${query}`), [400]);
      const pointers = problem.errors?.map(({ pointer }) => pointer);
      expect(pointers).toEqual([query.startsWith('%') ? '/' : '/q']);
    },
  );

  it('a position beyond the head is 404', async () => {
    refused(await read(monitor, 'state?position=99999999'), [404]);
  });

  it('hostile strings are data: they are stored and come back as they went in', async () => {
    const summary = `'; drop table log.events; -- <script>alert(1)</script> \u202e %s {{7*7}} \\ "`;
    const { status } = await write(monitor, 'developments', statement({ id: 'hostile', summary }));
    expect(status).toBe(201);
    const { body } = await read<{ summary: string }>(monitor, 'developments/hostile');
    expect(body.summary).toBe(summary);
    const found = await read<{ items: { id: string }[] }>(
      monitor,
      `developments?q=${encodeURIComponent("'; drop table")}`,
    );
    expect(found.body.items.map((item) => item.id)).toEqual(['hostile']);
  });

  it('without a key it is 401, with a wrong one 401, and with too small a role 403', async () => {
    refused(await write(monitor, 'developments', statement(), { authorization: '' }), [401]);
    refused(
      await write(monitor, 'developments', statement(), { authorization: 'Bearer cm_nope' }),
      [401],
    );
    const { body } = await write<{ key: string }>(monitor, 'keys', {
      name: 'reader',
      role: 'viewer',
    });
    refused(
      await write(monitor, 'developments', statement(), { authorization: `Bearer ${body.key}` }),
      [403],
    );
  });

  it('a key is not made by a dry run, which means nothing there', async () => {
    const wanted = { name: 'unwanted', role: 'viewer' };
    const dry = refused(await write(monitor, 'keys?dryRun=true', wanted), [400]);
    expect(dry.errors?.map((error) => error.pointer)).toEqual(['/dryRun']);
    expect((await write(monitor, 'keys', wanted)).status).toBe(201);
  });

  it('a key cannot last beyond the years that an instant can name', async () => {
    const wanted = { name: 'lasting', role: 'viewer', expiresAt: '9999-12-31T23:59:59-23:59' };
    const { errors } = refused(await write(monitor, 'keys', wanted), [400]);
    expect(errors).toEqual([{ pointer: '/expiresAt', detail: 'must not be after the year 9999' }]);
  });

  it('a rebuild takes no body: an option that belongs in the query is refused, not passed over', async () => {
    for (const path of ['projections/boards/rebuilds', 'projections/boards/rollback'])
      expect(refused(await write(monitor, path, { fresh: true }), [400]).errors).toEqual([
        expect.objectContaining({ pointer: '/fresh' }),
      ]);
  });

  it('none of it was stored', async () => {
    expect(await position()).toBe(before + 1); // the hostile one alone
  });
});
