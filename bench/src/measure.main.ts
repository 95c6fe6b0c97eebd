import { once } from 'node:events';
import { measurements } from './measurements.ts';
import type { Order } from './measuring-process.ts';
import { startServer, stopServer } from './server.ts';

/** Makes the measurement that it is told to make, on the server of `DATABASE_URL`, and answers with its section. */
async function main(): Promise<void> {
  const [{ name, load }] = (await once(process, 'message')) as [Omit<Order, 'databaseUrl'>];
  const measure = measurements[name];
  if (measure === undefined) throw new Error(`There is no measurement named ${name}.`);
  await startServer();
  try {
    process.send?.(await measure(load));
  } finally {
    await stopServer();
  }
  process.disconnect();
}

await main();
