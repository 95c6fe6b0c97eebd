import { describe, expect, it } from '@jest/globals';
import { loadSituation } from '../../situation/load-situation.ts';
import { CheckThreads } from './check-threads.ts';

describe('threads that check lines', () => {
  it('leave nobody waiting when they end, and take nothing more', async () => {
    // Beside the sources stands no compiled file: these threads end as soon as they start.
    const threads = new CheckThreads(2);
    const { description } = loadSituation('karabakh-2020');
    const author = { recordedBy: 'importer', correlationId: 'c' };
    const checker = threads.checker({ format: 'ndjson', description, author });
    const check = () => checker.check({ bytes: new Uint8Array([10]), isFirst: true });
    const asked = await Promise.allSettled(Array.from({ length: 6 }, check));
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set(['rejected']));
    await expect(check()).rejects.toThrow(/check-thread/);
    await threads.end();
  });
});
