import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { ensureListenable } from './free-port.ts';

describe('the port', () => {
  it('that is free may be listened on afterwards, and 0 always', async () => {
    await ensureListenable('127.0.0.1', 0);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await ensureListenable('127.0.0.1', port);
    await ensureListenable('127.0.0.1', port);
  });

  it('that is taken is refused in one paragraph that names PORT', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const refused = ensureListenable('127.0.0.1', port);
    await expect(refused).rejects.toMatchObject({ code: 'PORT_UNUSABLE', host: '127.0.0.1', port });
    await expect(refused).rejects.toThrow(
      /^Port \d+ on 127\.0\.0\.1 is taken:.* with PORT, e\.g\. PORT=\d+ npm start\.$/,
    );
    await new Promise((resolve) => server.close(resolve));
  });

  it('on an address of another machine is refused by HOST', async () => {
    await expect(ensureListenable('203.0.113.1', 3999)).rejects.toThrow(/^HOST 203\.0\.113\.1 /);
  });
});
