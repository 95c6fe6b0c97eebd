import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPostgresLog, createProjectionRunner, type EventLog } from '@ceasefire/event-store';
import { testDatabase, type TestDatabase } from '@ceasefire/postgres';
import pg from 'pg';
import { projections } from '../database/projections.ts';
import { migrate } from '../migrations/migrate.ts';
import { checkDatabase } from './doctor-database.ts';
import { type KeptHead, type Proof, prove } from './proof.ts';

describe('the proof of a database', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let log: EventLog;

  beforeAll(async () => {
    database = await testDatabase(migrate);
    pool = new pg.Pool({ connectionString: database.url, max: 4 });
    log = createPostgresLog({ pool });
  });
  afterAll(async () => {
    await log.close();
    await pool.end();
    await database.drop();
  });

  const proven = (kept?: KeptHead): Promise<Proof> =>
    prove({ log, pool }, { projections, kept, onProgress: () => undefined });
  const doctor = async () =>
    (await checkDatabase({ pool, log, version: '18' })).find(({ name }) => name === 'projections');
  const asSuperuser = (sql: string): Promise<unknown> =>
    pool.query(`begin; set local session_replication_role = replica; ${sql}; commit`);

  it('leaves out projections that never ran', async () => {
    expect(await proven()).toMatchObject({ whole: true, firstBad: null, projections: [] });
    expect(await doctor()).toMatchObject({
      status: 'warn',
      detail: 'not filled yet: developments and boards; the first start does it',
    });
  });

  it('finds altered rows of a projection, then a missing table and a missing checkpoint, and an altered event beside it', async () => {
    await log.append({
      writes: [{ stream: 'dispute-centre', expected: 'any', events: [resolved] }],
      meta: { recordedBy: 'tester', correlationId: 'c-1' },
    });
    await runProjections();
    const { head } = await proven();
    const names = projections.map(({ name }) => name);
    const whole = { whole: true, keptHead: 'holds' };
    const kept = head ?? undefined;
    expect(await proven(kept)).toMatchObject(whole);
    expect(await doctor()).toMatchObject({ status: 'ok' });
    await asSuperuser('update projection.checkpoints set position = position + 1');
    const beyond = { equal: true, beyondLog: true };
    expect(await proven(kept)).toMatchObject({ whole: false, projections: [beyond, beyond] });
    expect(await doctor()).toMatchObject({
      status: 'fail',
      detail: expect.stringMatching(/ends before what was folded of it: developments and boards/),
    });
    await asSuperuser('update projection.checkpoints set position = position - 1');

    await asSuperuser(stoppedAt(2, 'There is no type TrucePainted.'));
    expect(await doctor()).toMatchObject({
      status: 'warn',
      detail: 'boards stopped at position 2. There is no type TrucePainted.',
    });
    expect((await proven()).projections.map(({ projection }) => projection)).toEqual(names);

    const { rows } = await pool.query<{ table: string }>(
      `select format('%I.%I', n.nspname, c.relname) as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname = 'projection' and c.relname like 'boards%'`,
    );
    const table = String(rows[0]?.table);
    await asSuperuser(`update ${table} set superseded_at = position + 1`);
    expect(await proven(kept)).toMatchObject({
      whole: false,
      projections: [{ equal: true }, { projection: 'boards', equal: false }],
    });
    await asSuperuser(`update ${table} set superseded_at = null`);
    await asSuperuser(`update ${table} set state = '{}'`);
    const developments = { projection: 'developments', equal: true };
    expect(await proven(kept)).toMatchObject({
      whole: false,
      firstBad: null,
      projections: [developments, { projection: 'boards', equal: false }],
    });

    await asSuperuser(`drop table ${table}`);
    expect(await proven(kept)).toMatchObject({
      whole: false,
      firstBad: null,
      projections: [developments, { projection: 'boards', computed: null, equal: false }],
    });

    await asSuperuser(`delete from projection.checkpoints where name = 'boards'`);
    const lost = { projection: 'boards', recorded: null, computed: null, equal: false };
    // Nothing tells it from one that never ran, once its table is gone too.
    expect(await proven(kept)).toMatchObject({ whole: true, projections: [developments] });
    await asSuperuser(`create table ${table} ()`);
    expect(await proven(kept)).toMatchObject({ whole: false, projections: [developments, lost] });
    expect(await doctor()).toMatchObject({
      status: 'fail',
      detail:
        'the row of boards in projection.checkpoints is missing; run replay --projection boards',
    });

    await asSuperuser(`update log.events set data = '{}'`);
    expect(await proven(kept)).toMatchObject({ whole: false, firstBad: 1, keptHead: 'holds' });
  });

  it('finds that the row of the head is missing, and the first bad position all the same', async () => {
    const { head } = await proven();
    await asSuperuser('create table kept as table log.head; delete from log.head');
    await expect(log.head()).rejects.toMatchObject({ code: 'log-head-missing' });
    const headless = { whole: false, head: null, keptHead: null };
    expect(await proven(head ?? undefined)).toMatchObject({ ...headless, firstBad: 1 });
    await asSuperuser('delete from log.events');
    expect(await proven(head ?? undefined)).toMatchObject({ ...headless, firstBad: null });
    await asSuperuser('insert into log.head table kept');
    // No start would make again what the migrations made once.
    await asSuperuser('drop table projection.checkpoints');
    await expect(doctor()).rejects.toMatchObject({ code: '42P01' });
  });

  async function runProjections(): Promise<void> {
    const runner = createProjectionRunner({ pool, log, projections, nodeId: 'tester' });
    const { position } = await log.head();
    runner.start();
    for (;;) {
      const statuses = await runner.status();
      if (statuses.every((status) => status.position === position)) break;
    }
    await runner.stop();
  }
});

const stoppedAt = (position: number, message: string): string => `
  update projection.checkpoints c
  set status = 'stopped', error = json_build_object('position', ${position}, 'message', '${message}', 'at', now())
  where c.name = 'boards'`;

const resolved = {
  id: '00000000-0000-4000-8000-000000000001',
  type: 'DisputeResolved',
  data: { subject: 'centre', outcome: 'It is there.', basedOn: ['d-1'], reason: 'Both say so.' },
};
