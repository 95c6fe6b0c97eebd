import { connectionTo } from './connection.ts';

/** What the process is told: how many connections ask `url`, for how long. */
export interface Order {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
}

/** What it answers: milliseconds of each request, or why it could not ask. */
export type Answer = { readonly times: readonly number[] } | { readonly failed: string };

/** Each connection asks again as soon as it has its answer. */
async function latencies({ url, connections, seconds }: Order): Promise<Answer> {
  const open = await Promise.all(
    Array.from({ length: connections }, () => connectionTo(new URL(url))),
  );
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  await Promise.all(
    open.map(async (connection) => {
      while (performance.now() < until) times.push(await connection.ask());
    }),
  );
  for (const connection of open) connection.close();
  return { times };
}

process.on('message', (order: Order) => {
  void latencies(order)
    .catch((error: unknown): Answer => ({ failed: String(error) }))
    .then((answer) => process.send?.(answer));
});
