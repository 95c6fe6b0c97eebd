import type { Pool } from 'pg';
import { ProjectionError } from './errors.ts';
import type { GenerationId } from './table.ts';

/** For how long a lease holds without renewal, and how often it is renewed. */
export interface LeaseTimes {
  readonly ttlMs: number;
  readonly renewMs: number;
}

/** Two seconds: work moves from a dead node to another within three. */
export const defaultLeaseTimes: LeaseTimes = { ttlMs: 2_000, renewMs: 500 };

/** The right to write to one generation. A later lease has a higher fence, and makes the writes of this one refused. */
export interface Lease {
  readonly id: GenerationId;
  readonly fence: number;
  readonly live: boolean;
  readonly position: number;
  readonly digest: Buffer;
}

/** Who wants which lease. `owner` must be unique to the process: the same owner gets its own lease back at once. */
export interface LeaseRequest {
  readonly id: GenerationId;
  readonly owner: string;
  readonly ttlMs: number;
  /** Whether a generation that stopped at an event is to be tried again. */
  readonly retryStopped: boolean;
  /** Whether a filling that an operator stopped is to go on. Default false. */
  readonly resumeHalted?: boolean;
}

// The database's clock, as those of the nodes may differ.
const acquire = `
  update projection.checkpoints c
  set lease_owner = $3::text,
      lease_expires_at = clock_timestamp() + $4::double precision * interval '1 millisecond',
      fence = c.fence + 1
  where c.name = $1::text and c.generation = $2::integer
    and (c.lease_owner is null or c.lease_owner = $3::text or c.lease_expires_at <= clock_timestamp())
    and ($5::boolean or c.status <> 'stopped')
    and ($6::boolean or c.halted_at is null)
  returning c.fence, c.live, c.position, c.digest`;

const renew = `
  update projection.checkpoints c
  set lease_expires_at = clock_timestamp() + $4::double precision * interval '1 millisecond'
  where c.name = $1::text and c.generation = $2::integer and c.fence = $3::bigint
    and c.lease_owner is not null
  returning c.live`;

const release = `
  update projection.checkpoints c
  set lease_owner = null, lease_expires_at = clock_timestamp()
  where c.name = $1::text and c.generation = $2::integer and c.fence = $3::bigint`;

interface AcquiredRow {
  readonly fence: string;
  readonly live: boolean;
  readonly position: string;
  readonly digest: Buffer;
}

/** Takes the lease when it is free, has run out or is the owner's own; undefined when another holds it. */
export async function acquireLease(pool: Pool, request: LeaseRequest): Promise<Lease | undefined> {
  const { id, owner, ttlMs, retryStopped, resumeHalted = false } = request;
  const { rows } = await pool.query<AcquiredRow>(acquire, [
    id.name,
    id.generation,
    owner,
    ttlMs,
    retryStopped,
    resumeHalted,
  ]);
  const row = rows[0];
  return (
    row && {
      id,
      fence: Number(row.fence),
      live: row.live,
      position: Number(row.position),
      digest: row.digest,
    }
  );
}

/** Gives the lease back, so that another node need not wait until it runs out. */
export async function releaseLease(pool: Pool, { id, fence }: Lease): Promise<void> {
  await pool.query(release, [id.name, id.generation, fence]);
}

/** A lease that is being renewed. */
export interface HeldLease {
  /** True once it may be another's, or once its generation began or ceased to be the live one. */
  readonly over: boolean;
  /** Ends the renewal; the lease itself is not given back. */
  stop(): Promise<void>;
}

/** Renews a lease until told to stop or until it is over, then calls `onOver` once. */
export function holdLease(
  pool: Pool,
  lease: Lease,
  times: LeaseTimes & { readonly onOver: () => void },
): HeldLease {
  let over = false;
  let stopped = false;
  let renewedAtMs = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  const end = (): void => {
    over = true;
    if (!stopped) times.onOver();
  };

  const attempt = async (): Promise<void> => {
    const askedAtMs = performance.now();
    try {
      // Not waiting longer than the lease can hold: on a silent connection the answer never comes.
      const request = { text: renew, query_timeout: times.ttlMs };
      const { id, fence } = lease;
      const values = [id.name, id.generation, fence, times.ttlMs];
      const { rows } = await pool.query<{ live: boolean }>(request, values);
      if (rows[0]?.live === lease.live) renewedAtMs = askedAtMs;
      else end();
    } catch {
      // The database may be back before the lease runs out; what the fault was, the writer says.
      if (performance.now() - renewedAtMs > times.ttlMs) end();
    }
    if (!stopped && !over) schedule();
  };

  const schedule = (): void => {
    timer = setTimeout(() => {
      running = attempt();
    }, times.renewMs);
  };

  schedule();
  return {
    get over() {
      return over;
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** What a writer hears whose fence is no longer the newest. */
export function leaseLost({ id }: Pick<Lease, 'id'>): ProjectionError {
  return new ProjectionError('LEASE_LOST', `Another node runs projection ${id.name} by now.`);
}
