import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { command, writing } from '../log/testing/commands.ts';
import { logMigrations, migrateLog } from './migrations.ts';
import { createPostgresLog } from './postgres-log.ts';
import { asApplicationRole } from './privileges.sql.ts';
import { logDatabase, type LogDatabase } from './testing/log-database.ts';

describe('the log in the database', () => {
  let database: LogDatabase;
  let application: pg.Pool;

  beforeAll(async () => {
    database = await logDatabase();
    application = new pg.Pool({ connectionString: database.url, options: asApplicationRole });
    const log = createPostgresLog({ pool: application });
    await log.append(command([writing('a', 0, 1, 2)], { commandId: 'once' }));
    await log.close();
  });
  afterAll(async () => {
    await application.end();
    await database.drop();
  });

  const changes = [
    `update log.events set data = '{}'`,
    `update log.events set data = '{}' where position = 99`,
    'delete from log.events',
    'truncate log.events',
    'truncate log.events, log.commands, log.head',
    `update log.commands set fingerprint = ''`,
    'delete from log.commands',
    'truncate log.commands',
    'delete from log.head',
    'truncate log.head',
  ];
  it.each(changes)('refuses its owner: %s', async (sql) => {
    await expect(database.pool.query(sql)).rejects.toMatchObject({
      code: '23001',
      message: expect.stringMatching(/append-only/),
    });
  });

  it.each([
    ...changes,
    `insert into log.events select 3, version, schema_version, recorded_at, id, 'b', type, meta, data, hash from log.events limit 1`,
    'update log.head set position = 0',
    `insert into log.commands values ('x', '', 1, 1, '{}', '{}')`,
    'alter table log.events disable trigger all',
    'drop table log.events',
    'create table log.mine ()',
    'set session_replication_role = replica',
  ])('refuses the application’s role: %s', async (sql) => {
    await expect(application.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it('lets the application’s role append and read', async () => {
    const log = createPostgresLog({ pool: application });
    await log.append(command([writing('a', 2, 3)]));

    expect(await log.readStream('a')).toHaveLength(3);
    expect((await log.head()).position).toBe(3);
    await log.close();
  });

  it('has one head row', async () => {
    await expect(database.pool.query('insert into log.head default values')).rejects.toMatchObject({
      code: '23505',
    });
    await expect(
      database.pool.query('insert into log.head (only_row) values (false)'),
    ).rejects.toMatchObject({ code: '23514' });
  });

  it('is made once by its migrations, which have names of their own', async () => {
    const client = await database.pool.connect();
    await migrateLog(client);
    client.release();

    expect(new Set(logMigrations.map((migration) => migration.name)).size).toBe(
      logMigrations.length,
    );
  });

  it('is made by a user who may not create roles, who is told', async () => {
    const client = new pg.Client({ connectionString: database.url });
    const notices: (string | undefined)[] = [];
    client.on('notice', (notice) => notices.push(notice.message));
    await client.connect();
    // A role lives in the whole server: everything here is rolled back.
    await client.query('begin');
    const name = `nobody_${String(process.pid)}`;
    const owner = (await client.query<{ name: string }>('select current_database() as name'))
      .rows[0];
    await client.query(
      `drop schema log cascade; create role ${name}; grant create on database ${String(owner?.name)} to ${name}`,
    );
    await client.query(`set local role ${name}`);
    for (const migration of logMigrations)
      await client.query(migration.up.replaceAll('ceasefire_app', `app_${name}`));
    const made = await client.query(`select 1 from log.head`);
    await client.query('rollback');
    await client.end();

    expect(made.rowCount).toBe(1);
    expect(notices).toContain(`role app_${name} was not made: this user may not create roles`);
  });
});
