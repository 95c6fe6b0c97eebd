import { describe, expect, it } from '@jest/globals';
import { chmod, chown, readlink, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createCluster } from './cluster.ts';
import { canEnter } from './reach.ts';
import { startPostgres } from './start-postgres.ts';
import { kill, otherProcess, workspace } from './testing/other-process.ts';
import { ownFolder } from './testing/own-folder.ts';
import { query } from './testing/query.ts';

const weAreRoot = process.getuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534 };
const strangersReadUs = weAreRoot && (await canEnter(join(workspace, 'node_modules'), nobody));

const folder = ownFolder();

describe('the embedded PostgreSQL', () => {
  (weAreRoot ? it : it.skip)(
    'says so when its data came to lie where its user may not go',
    async () => {
      await (await startPostgres({ dataDir: folder() })).stop();
      await chmod(folder(), 0o700);
      await expect(startPostgres({ dataDir: folder() })).rejects.toMatchObject({
        code: 'DATA_UNREACHABLE',
        message: expect.stringContaining('chmod o+x'),
      });
    },
  );

  (weAreRoot ? it : it.skip)('says so when its user may not write into its folder', async () => {
    process.seteuid?.(nobody.uid);
    const made = createCluster({
      dataDir: folder(),
      account: undefined,
      binaries: { initdb: 'initdb', postgres: 'postgres' },
      log: () => undefined,
      meanwhile: () => undefined,
    });
    await made.catch(() => undefined);
    process.seteuid?.(0);
    await expect(made).rejects.toMatchObject({
      code: 'DATA_UNREACHABLE',
      message: expect.stringMatching(/Nothing can be written into .+ user with id 65534 \(chown\)/),
    });
  });

  (strangersReadUs ? it : it.skip)('runs as an ordinary user', async () => {
    await chown(folder(), nobody.uid, nobody.gid);
    const { child, url } = await otherProcess(join(folder(), 'data'), nobody);
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await stat(join(folder(), 'data', 'postgres', 'data'))).uid).toBe(nobody.uid);

    await kill(child);
    const asRoot = await startPostgres({ dataDir: join(folder(), 'data') });
    expect(asRoot.adopted).toBe(true);
    await asRoot.stop();
  });

  (weAreRoot ? it : it.skip)(
    'goes where its user can reach when root keeps a private folder',
    async () => {
      await chmod(folder(), 0o700);
      const lines: string[] = [];
      const dataDir = join(folder(), 'data');
      const first = await startPostgres({ dataDir, log: (line) => lines.push(line) });
      await query(first.url, `create table note as select 'kept'::text as words`);
      await first.stop();
      const second = await startPostgres({ dataDir });
      const home = await readlink(join(dataDir, 'postgres'));

      expect(await query(second.url, 'select words from note')).toEqual([{ words: 'kept' }]);
      expect(lines.filter((line) => line.includes(home))).toHaveLength(1);
      await second.stop();
      await rm(home, { recursive: true });
    },
  );
});
