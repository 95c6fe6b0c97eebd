import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pollJson } from './api.ts';
import { Poller } from './poller.ts';

let server: Server;
let url: string;
let state = 1;
beforeAll(async () => {
  server = createServer((request, response) => {
    const etag = `"${String(state)}"`;
    const isKnown = request.headers['if-none-match'] === etag;
    response.writeHead(isKnown ? 304 : 200, { etag });
    response.end(isKnown ? undefined : String(state));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const poller = (): Poller<number> => new Poller((etag) => pollJson<number>(url, etag));

async function taken(from: Poller<number>): Promise<number | null | undefined> {
  let answer: number | null | undefined;
  await from.ask((changed) => {
    answer = changed;
    return Promise.resolve();
  });
  return answer;
}

describe('what is asked for again and again', () => {
  it('is given once for each time that it changes', async () => {
    const polling = poller();
    expect(await taken(polling)).toBe(state);
    expect(await taken(polling)).toBeNull();
    state += 1;
    expect(await taken(polling)).toBe(state);
    expect(await taken(polling)).toBeNull();
  });

  it('is given again when it could not be taken in', async () => {
    const polling = poller();
    const failing = polling.ask(() => Promise.reject(new Error('half read')));
    await expect(failing).rejects.toThrow('half read');
    expect(await taken(polling)).toBe(state);
    expect(await taken(polling)).toBeNull();
  });
});
