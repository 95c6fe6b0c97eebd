import type { Monitor } from './monitor.ts';

/** A projection as a node reports it, with the process that runs it. */
export interface RunProjection {
  readonly name: string;
  /** Which filling of its table is served. */
  readonly generation: number;
  readonly position: number;
  readonly lag: number;
  readonly digest: string;
  readonly status: string;
  /** Where it stopped, and why. */
  readonly error?: { readonly position: number; readonly message: string };
  /** Process number of its runner; undefined while nobody has run it. */
  readonly pid: number | undefined;
}

interface Reported {
  readonly name: string;
  readonly generation: number;
  readonly position: number;
  readonly lag: number;
  readonly digest: string;
  readonly status: string;
  readonly error?: { readonly position: number; readonly message: string };
  readonly runner: string | null;
}

/** Who runs which projection, as this node says. @throws Error when it does not answer 200 */
export async function projectionRunners(monitor: Monitor): Promise<readonly RunProjection[]> {
  const response = await fetch(`${monitor.url}/api/v1/admin/projections`, {
    headers: { authorization: `Bearer ${monitor.adminKey}` },
  });
  if (!response.ok) throw new Error(`The projections answer ${String(response.status)}.`);
  const reported = (await response.json()) as readonly Reported[];
  return reported.map(({ runner, ...one }) => {
    // A node names itself after its machine, its process and a number of chance.
    const pid = /-(\d+)-[0-9a-f]+$/.exec(runner ?? '')?.[1];
    return { ...one, pid: pid === undefined ? undefined : Number(pid) };
  });
}
