import { parentPort, workerData } from 'node:worker_threads';
import { createPostgresLog, createRebuilds, upcastLog } from '@ceasefire/event-store';
import { createPool, replayOptions } from '../database/pools.ts';
import { upcasters } from '../database/upcasters.ts';
import { createLogger } from '../serving/logger.ts';
import { projectionNamed } from './named-projection.ts';
import type { RebuildMessage, RebuildOrder } from './rebuild-thread.ts';
import { sent } from './sent-error.ts';
import { yieldProcessor } from './yield-processor.ts';

const { database, logLevel, projection, choice } = workerData as RebuildOrder;
yieldProcessor();
const pool = createPool(replayOptions(database), createLogger({ LOG_LEVEL: logLevel }));
const log = upcastLog(createPostgresLog({ pool }), upcasters);
const rebuilds = createRebuilds({
  pool,
  log,
  onEnd: ({ result, error }) => {
    tell(result ? { what: 'ended', result } : { what: 'failed', error: sent(error) });
    void leave();
  },
});

const tell = (message: RebuildMessage): void => parentPort?.postMessage(message);

/** The thread ends by itself when nothing of it is left. */
async function leave(): Promise<void> {
  parentPort?.close();
  await log.close();
  await pool.end();
}

parentPort?.once('message', () => void rebuilds.close());
try {
  const started = await rebuilds.start(projectionNamed(projection), choice);
  tell({ what: 'started', started });
} catch (error) {
  tell({ what: 'refused', error: sent(error) });
  await leave();
}
