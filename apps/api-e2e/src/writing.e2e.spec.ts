import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Monitor,
  type Problem,
  type Written,
  read,
  startMonitor,
  statement,
  write,
} from '@ceasefire/monitor-process';

interface Shown {
  id: string;
  version: number;
  status: string;
  summary: string;
  sources: { outlet: string }[];
}
interface HistoryEntry {
  type: string;
  version: number;
  recordedBy: string;
  recordedAt: string;
  reason?: string | null;
}

describe('editors add and change developments', () => {
  let monitor: Monitor;
  beforeAll(async () => {
    monitor = await startMonitor();
  }, 60_000);
  afterAll(() => monitor.stop());

  const position = async () => (await read<{ position: number }>(monitor, 'state')).body.position;
  const shown = async (id: string) => (await read<Shown>(monitor, `developments/${id}`)).body;
  const post = (id: string, change = {}) =>
    write<Written>(monitor, 'developments', statement({ id, ...change }));

  it('a new development answers 201 with its address, its version and its position', async () => {
    const answer = await post('first');
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe('/api/v1/developments/first');
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.body).toEqual({ id: 'first', version: 1, position: await position() });
  });

  it('an id is made when none is given', async () => {
    const { id: _, ...body } = statement();
    const answer = await write<Written>(monitor, 'developments', body);
    expect(answer.status).toBe(201);
    expect(answer.body.id).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
    expect((await shown(answer.body.id)).summary).toBe(body['summary']);
  });

  it('the same id twice is a conflict', async () => {
    await post('twice');
    expect((await post('twice')).status).toBe(409);
  });

  it('a correction needs the version it was made against', async () => {
    await post('fix-me');
    const correction = { changes: { summary: 'Corrected wording.' }, reason: 'a slip' };
    const path = 'developments/fix-me/corrections';
    expect((await write(monitor, path, correction)).status).toBe(428);
    expect((await write(monitor, path, correction, { 'if-match': '"7"' })).status).toBe(412);
    const done = await write<Written>(monitor, path, correction, { 'if-match': '"1"' });
    expect([done.status, done.body.version]).toEqual([200, 2]);
    expect(await shown('fix-me')).toMatchObject({ summary: 'Corrected wording.', version: 2 });
  });

  it('retraction takes a development off the boards and reinstatement brings it back', async () => {
    await post('ghost', {
      kind: 'CeasefireViolated',
      process: 'trilateral-2020-11',
      summary: 'The truce was broken.',
    });
    const status = async () =>
      (await read<{ ceasefire: { status: string } }>(monitor, 'state?asOf=2020-11-26')).body
        .ceasefire.status;
    expect(await status()).toBe('VIOLATED');
    const retracted = await write(
      monitor,
      'developments/ghost/retraction',
      { reason: 'untrue' },
      { 'if-match': '"1"' },
    );
    expect([retracted.status, await status()]).toEqual([200, 'IN_FORCE']);
    expect((await shown('ghost')).status).toBe('retracted');
    const again = await write<Problem>(
      monitor,
      'developments/ghost/retraction',
      { reason: 'x' },
      { 'if-match': '"2"' },
    );
    expect([409, 422]).toContain(again.status);
    const corrected = await write(
      monitor,
      'developments/ghost/corrections',
      { changes: { summary: 'x y' }, reason: 'x' },
      { 'if-match': '"2"' },
    );
    expect([409, 422]).toContain(corrected.status);
    await write(
      monitor,
      'developments/ghost/reinstatement',
      { reason: 'true after all' },
      { 'if-match': '"2"' },
    );
    expect(await status()).toBe('VIOLATED');
    await write(monitor, 'developments/ghost/retraction', { reason: 'no' }, { 'if-match': '"3"' });
  });

  it('its history names who, when and why', async () => {
    const { body } = await read<{ items: HistoryEntry[] }>(monitor, 'developments/ghost/history');
    expect(body.items.map((entry) => [entry.type, entry.version, entry.reason ?? null])).toEqual([
      ['CeasefireViolated', 1, null],
      ['DevelopmentRetracted', 2, 'untrue'],
      ['DevelopmentReinstated', 3, 'true after all'],
      ['DevelopmentRetracted', 4, 'no'],
    ]);
    for (const entry of body.items) {
      expect(entry.recordedBy).not.toBe('');
      expect(Date.parse(entry.recordedAt)).not.toBeNaN();
    }
  });

  it('the same Idempotency-Key and body answer as the first time and store one event', async () => {
    const headers = { 'idempotency-key': 'once-only' };
    const body = statement({ id: 'once-only' });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => write<Written>(monitor, 'developments', body, headers)),
    );
    for (const answer of answers) {
      expect(answer.status).toBe(201);
      expect(answer.body).toEqual(answers[0]?.body);
      expect(answer.headers.get('etag')).toBe('"1"');
    }
    const other = await write(monitor, 'developments', statement({ id: 'other' }), headers);
    expect(other.status).toBe(422);
    expect((await read(monitor, 'developments/other')).status).toBe(404);
  });

  it('a body without an id is also stored once per Idempotency-Key', async () => {
    const { id: _, ...body } = statement({ summary: 'Told once, sent twice.' });
    const headers = { 'idempotency-key': 'no-id' };
    const first = await write<Written>(monitor, 'developments', body, headers);
    const second = await write<Written>(monitor, 'developments', body, headers);
    expect(second.body).toEqual(first.body);
    expect((await write(monitor, 'developments?dryRun=true', body, headers)).status).toBe(200);
  });

  it('a dry run tells what the boards would become and stores nothing', async () => {
    const before = await position();
    const answer = await write<{ before: object; after: object }>(
      monitor,
      'developments?dryRun=true',
      statement({
        id: 'dry',
        kind: 'CentreOpened',
        process: 'monitoring-centre',
        summary: 'The centre opened.',
      }),
    );
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body.before)).toContain('IN_TALKS');
    expect(JSON.stringify(answer.body.after)).toContain('OPERATING');
    expect(await position()).toBe(before);
    expect((await read(monitor, 'developments/dry')).status).toBe(404);
  });

  it('a dry run refuses what a real one would', async () => {
    const answer = await write(monitor, 'developments?dryRun=true', statement({ places: ['x'] }));
    expect(answer.status).toBe(422);
  });

  it('a merge gives one development all sources, and its undoing gives them back', async () => {
    await post('one', { sources: [source('First Agency')] });
    await post('other-one', { sources: [source('Second Agency')] });
    const merged = await write<Written>(monitor, 'merges', {
      into: 'one',
      from: ['other-one'],
      reason: 'the same statement',
    });
    expect([200, 201]).toContain(merged.status);
    expect((await shown('one')).sources.map((each) => each.outlet)).toEqual([
      'First Agency',
      'Second Agency',
    ]);
    expect((await shown('other-one')).status).toBe('merged');
    const undone = await write(monitor, `merges/${String(merged.body.position)}/undo`, {
      reason: 'not the same',
    });
    expect([200, 201]).toContain(undone.status);
    expect((await shown('one')).sources.map((each) => each.outlet)).toEqual(['First Agency']);
    expect((await shown('other-one')).status).toBe('active');
  });

  it('a dispute is reopened and resolved again by an editor', async () => {
    const dispute = async () =>
      (
        await read<{ disputes: { subject: string; status: string; outcome: string | null }[] }>(
          monitor,
          'state',
        )
      ).body.disputes.find((each) => each.subject === 'turkish-peacekeepers');
    const reopened = await write(monitor, 'disputes/turkish-peacekeepers/reopening', {
      reason: 'new claim',
    });
    expect([200, 201]).toContain(reopened.status);
    expect(await dispute()).toMatchObject({ status: 'OPEN', outcome: null });
    const resolved = await write(monitor, 'disputes/turkish-peacekeepers/resolution', {
      outcome: 'There are none.',
      basedOn: ['S1-08'],
      reason: 'reported absence',
    });
    expect([200, 201]).toContain(resolved.status);
    expect(await dispute()).toMatchObject({ status: 'RESOLVED', outcome: 'There are none.' });
  });

  it('a development published later is not shown as known before', async () => {
    await post('late', {
      occurred: { from: '2020-11-12', to: '2020-11-12', precision: 'day', certainty: 'text' },
    });
    const found = async (knownAt: string) =>
      (
        await read<{ items: { id: string }[] }>(
          monitor,
          `developments?limit=500&knownAt=${knownAt}`,
        )
      ).body.items.some((item) => item.id === 'late');
    expect(await found('2020-11-25')).toBe(false);
    expect(await found('2020-11-26')).toBe(true);
  });

  it('what was recorded by a position can be read again', async () => {
    const before = await position();
    const then = await read<object>(monitor, `state?asOf=2020-12-01&position=${String(before)}`);
    await post('afterwards', {
      kind: 'NegotiationSigned',
      process: 'monitoring-centre',
      summary: 'The memorandum was signed.',
    });
    const again = await read<object>(monitor, `state?asOf=2020-12-01&position=${String(before)}`);
    expect(again.body).toEqual(then.body);
    const now = await read<object>(monitor, 'state?asOf=2020-12-01');
    expect(JSON.stringify(now.body)).toContain('SIGNED');
  });

  it('a board that has not changed answers 304 to its ETag', async () => {
    const first = await read(monitor, 'state?asOf=2020-11-25');
    const etag = first.headers.get('etag');
    expect(etag).not.toBeNull();
    const second = await read(monitor, 'state?asOf=2020-11-25', { 'if-none-match': etag ?? '' });
    expect([second.status, second.text]).toEqual([304, '']);
  });

  it('pages of developments cover every one once, newest first', async () => {
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: { body: { items: { id: string }[]; next: string | null } } = await read(
        monitor,
        `developments?limit=7${query}`,
      );
      ids.push(...page.body.items.map((item) => item.id));
      cursor = page.body.next;
    }
    const all = await read<{ items: { id: string }[] }>(monitor, 'developments?limit=500');
    expect(ids).toEqual(all.body.items.map((item) => item.id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

function source(outlet: string): object {
  return {
    outlet,
    title: 'A report',
    publishedAt: '2020-11-26T10:00:00Z',
    attributionChain: [outlet],
    anonymous: false,
  };
}
