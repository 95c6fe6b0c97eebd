import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Comparison, State, Transitions } from '@ceasefire/contracts';
import { stateSchema } from '@ceasefire/contracts';
import { firstValueFrom } from 'rxjs';
import { development } from '../testing/commanding.ts';
import { startApp, type StartedApp } from '../testing/started-app.ts';
import { BoardsService } from './boards.service.ts';

let started: StartedApp;
beforeAll(async () => {
  started = await startApp();
}, 60_000);
afterAll(() => started.close());

const state = (query = '', headers: Record<string, string> = {}) =>
  started.get<State>(`state${query}`, headers);

describe('GET state', () => {
  it('answers what the contract says', async () => {
    const { status, body } = await state();
    expect(status).toBe(200);
    expect(stateSchema.safeParse(body).error?.issues).toBeUndefined();
    expect(body.asOf).toBeNull();
    expect(body.position).toBeGreaterThan(100);
  });

  it('reads a date as the end of its UTC day', async () => {
    const { body } = await state('?asOf=2020-10-10&knownAt=2020-11-10');
    expect([body.asOf, body.knownAt]).toEqual([
      '2020-10-10T23:59:59.999Z',
      '2020-11-10T23:59:59.999Z',
    ]);
  });

  it('moves the boards by the clock alone', async () => {
    const before = await state('?asOf=2020-10-10T07:59:59Z');
    const after = await state('?asOf=2020-10-10T08:00Z');
    expect([before.body.ceasefire.status, after.body.ceasefire.status]).toEqual([
      'AGREED',
      'IN_FORCE',
    ]);
  });

  it('says when nothing changed', async () => {
    for (const query of ['', '?asOf=2020-11-10', '?knownAt=2020-11-10', '?position=3']) {
      const { headers } = await state(query);
      expect(headers['cache-control']).toBe('no-cache');
      const again = await state(query, { 'if-none-match': String(headers['etag']) });
      expect([again.status, again.body]).toEqual([304, undefined]);
    }
  });

  it('has another tag for another moment', async () => {
    const tags = await Promise.all(
      ['', '?asOf=2020-11-10', '?asOf=2020-11-11', '?position=3'].map(
        async (query) => (await state(query)).headers['etag'],
      ),
    );
    expect(new Set(tags).size).toBe(4);
  });

  it('answers for any position up to the head, and 404 beyond it', async () => {
    const { body } = await state('?position=0');
    expect([body.position, body.lastReportAt]).toEqual([0, null]);
    const beyond = await state('?position=100000');
    expect(beyond.status).toBe(404);
    expect(beyond.body).toMatchObject({ errors: [{ pointer: '/position' }] });
  });

  it.each([
    ['?asOf=2020-13-01'],
    ['?position=-1'],
    ['?asof=2020-11-10'],
    ['?asOf=2020-11-10&asOf=2020-11-11'],
  ])('refuses %s with 400', async (query) => {
    expect((await state(query)).status).toBe(400);
  });
});

describe('what changes', () => {
  it('is shown to its writer at once, told to whoever watches, and is in the next tag', async () => {
    const { headers } = await state();
    const told = firstValueFrom(started.app.get(BoardsService).changes());
    const violated = development({
      id: 'V-01',
      kind: 'CeasefireViolated',
      process: 'trilateral-2020-11',
      actors: [],
    });
    const { status, body } = await started.post<{ position: number }>('developments', violated);
    expect(status).toBe(201);
    const after = await state('', { 'if-none-match': String(headers['etag']) });
    expect([after.status, after.body.ceasefire.status]).toEqual([200, 'VIOLATED']);
    const { position, changed } = await told;
    expect(position).toBe(body.position);
    expect(Object.keys(changed)).toEqual(['ceasefire']);
    expect(changed).toMatchObject({ ceasefire: { status: 'VIOLATED', because: ['V-01'] } });
    const before = await state(`?position=${body.position - 1}`);
    expect(before.body.ceasefire.status).toBe('IN_FORCE');
  });
});

describe('further readings', () => {
  it('transitions come oldest first and lead to what the boards say', async () => {
    const { body } = await started.get<Transitions>('transitions');
    const instants = body.items.map(({ at }) => at);
    expect([...instants].sort()).toEqual(instants);
    const ceasefire = body.items.filter(({ board }) => board === 'ceasefire').at(-1);
    expect(ceasefire?.to).toBe((await state()).body.ceasefire.status);
  });

  it('a comparison names the fields that differ, and the changes on the way', async () => {
    const { body } = await started.get<Comparison>(
      'compare?from=2020-10-08&to=2020-11-10,2020-11-10',
    );
    expect(body.differences).toContainEqual({
      board: 'ceasefire',
      id: null,
      pointer: '/status',
      from: 'NO_CEASEFIRE',
      to: 'IN_FORCE',
    });
    expect(body.after.ceasefire?.status).toBe('IN_FORCE');
    expect(body.transitions.every(({ at }) => at > '2020-10-08' && at < '2020-11-11')).toBe(true);
    expect(body.transitions.length).toBeGreaterThan(0);
  });

  it('disputes and issues are those of the boards', async () => {
    const { body } = await state('?asOf=2020-11-25');
    const disputes = await started.get<{ items: unknown }>('disputes?asOf=2020-11-25');
    expect(disputes.body.items).toEqual(body.disputes);
    const issues = await started.get<{ items: unknown }>(
      'negotiations/monitoring-centre/issues?asOf=2020-11-25',
    );
    const centre = body.negotiations.find(({ id }) => id === 'monitoring-centre');
    expect(issues.body.items).toEqual(centre?.issues);
    expect((await started.get('negotiations/nothing/issues')).status).toBe(404);
  });
});
