import { createServer } from 'node:net';

/** Nothing can be served at the address: the message says why and names the variable that cures it. */
export class PortUnusable extends Error {
  override readonly name = 'PortUnusable';
  readonly code = 'PORT_UNUSABLE';
  readonly host: string;
  readonly port: number;

  constructor(host: string, port: number, cause: unknown) {
    super(reason(host, port, cause), { cause });
    this.host = host;
    this.port = port;
  }
}

/**
 * Makes sure, before the slow parts of a start, that the address can be listened on.
 * @throws PortUnusable
 */
export async function ensureListenable(host: string, port: number): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(new PortUnusable(host, port, error)));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}

function reason(host: string, port: number, cause: unknown): string {
  const hasCode = typeof cause === 'object' && cause !== null && 'code' in cause;
  const code = hasCode ? String(cause.code) : 'unknown';
  if (code === 'EADDRINUSE')
    return (
      `Port ${port} on ${host} is taken: another program, perhaps another monitor, is listening there. ` +
      `Stop it, or choose another port with PORT, e.g. PORT=${port + 1} npm start.`
    );
  if (code === 'EACCES')
    return `This user may not listen on port ${port}. Choose one above 1023 with PORT, e.g. PORT=3000.`;
  return `HOST ${host} with PORT ${port} cannot be listened on (${code}). Set HOST to an address of this machine.`;
}
