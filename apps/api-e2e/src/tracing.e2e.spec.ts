import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  eventually,
  type Monitor,
  startMonitor,
  statement,
  write,
} from '@ceasefire/monitor-process';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
}
interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { attributes: readonly { key: string; value: { stringValue?: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

/** What a collector gets by OTLP over HTTP. */
const received: Export[] = [];
let collector: Server;
let monitor: Monitor;

beforeAll(async () => {
  collector = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (request.url === '/v1/traces') received.push(JSON.parse(body) as Export);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo;
  monitor = await startMonitor({
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${String(port)}`,
      OTEL_BSP_SCHEDULE_DELAY: '100',
      OTEL_SERVICE_NAME: 'monitor-under-test',
    },
  });
}, 60_000);
afterAll(async () => {
  await monitor.stop();
  await new Promise((resolve) => collector.close(resolve));
});

const spans = (): readonly Span[] =>
  received.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
const find = (matches: (span: Span) => boolean): Promise<Span> =>
  eventually(() => Promise.resolve(spans().find(matches)));

describe('traces', () => {
  it('follow a post from the request to its command, in the trace of the client', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
    const answer = await write(monitor, 'developments', statement({ id: 'traced' }), {
      traceparent,
    });
    expect(answer.status).toBe(201);
    const request = await find((span) => span.traceId === traceId && span.name.startsWith('POST'));
    expect(request).toMatchObject({
      name: 'POST /api/v1/admin/developments',
      parentSpanId: 'b7ad6b7169203331',
    });
    const command = await find(({ name }) => name === 'command ChangeDevelopment');
    const own = await find((span) => span.traceId === traceId && span.name === command.name);
    expect(own.parentSpanId).toBe(request.spanId);
    const [begun, ended] = [BigInt(own.startTimeUnixNano), BigInt(own.endTimeUnixNano)];
    expect(begun <= ended).toBe(true);
  });

  it('have spans of their own for append batches and for projections', async () => {
    for (const name of ['append batch', 'projection boards', 'projection developments'])
      expect((await find((span) => span.name === name)).parentSpanId ?? '').toBe('');
  });

  it('name the service as the standard variable says', () => {
    const names = received.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ resource }) =>
        resource.attributes.filter(({ key }) => key === 'service.name'),
      ),
    );
    expect(new Set(names.map(({ value }) => value.stringValue))).toEqual(
      new Set(['monitor-under-test']),
    );
  });
});

describe('a collector that is away', () => {
  it('holds up neither the answers nor the end', async () => {
    const other = await startMonitor({
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_BSP_SCHEDULE_DELAY: '100' },
    });
    expect((await write(other, 'developments', statement({ id: 'untraced' }))).status).toBe(201);
    expect(await other.stop()).toBe(0);
  }, 60_000);
});
