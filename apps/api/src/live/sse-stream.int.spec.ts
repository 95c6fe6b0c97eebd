import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { SseStream, sseText } from './sse-stream.ts';

describe('a stream of server-sent events', () => {
  it('writes one line of data for each message', () => {
    expect(sseText({ id: 7, data: { text: 'a\nb' } })).toBe('id: 7\ndata: {"text":"a\\nb"}\n\n');
    expect(sseText({ event: 'reset', data: 1 })).toBe('event: reset\ndata: 1\n\n');
  });

  it('writes nothing more to a reader that does not read, and ends when the reader goes away', async () => {
    let written = 0;
    let waiting = 0;
    const ended = new Promise<void>((resolve) => {
      const server = createServer((_request, response) => {
        const stream = new SseStream(response);
        waiting = 0;
        const serve = async (): Promise<void> => {
          while (!stream.signal.aborted) {
            await stream.write('x'.repeat(65_536));
            written += 1;
          }
          waiting = response.writableLength;
          server.close(() => resolve());
        };
        void serve();
      });
      server.listen(0, '127.0.0.1', () => {
        const reader = connect((server.address() as AddressInfo).port, '127.0.0.1');
        reader.pause();
        reader.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
        void once(reader, 'connect').then(async () => {
          // It has stopped once two looks see the same count.
          for (let before = -1; before !== written || written === 0;) {
            before = written;
            await new Promise((wait) => setTimeout(wait, 200));
          }
          reader.destroy();
        });
      });
    });
    await ended;
    expect(written).toBeLessThan(1_000);
    expect(waiting).toBeLessThan(1_000_000);
  });
});
