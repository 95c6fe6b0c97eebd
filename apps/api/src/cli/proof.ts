import {
  compareHead,
  computeDigest,
  findLosses,
  type Head,
  type HeadVerdict,
  LogHeadMissing,
  ProjectionError,
  readLastPosition,
  verifyLog,
} from '@ceasefire/event-store';
import { z } from 'zod';
import type { Session } from './session.ts';

/** A head of the log as `head --json` writes it; `time` is when its event was recorded, null in an empty log. */
export const keptHeadSchema = z.object({
  position: z.int().min(0),
  hash: z.hex().length(64),
  epoch: z.guid(),
  time: z.iso.datetime().nullable(),
});

export type KeptHead = Readonly<z.infer<typeof keptHeadSchema>>;

/** The head in the form in which it is kept. */
export const keptHeadOf = ({ position, hash, epoch, recordedAt }: Head): KeptHead => ({
  position,
  hash,
  epoch,
  time: recordedAt,
});

/**
 * A projection's digest as kept in its checkpoint and as its rows give it (hex): `computed` is null when its table is missing, both are
 * when its checkpoint is; then nothing says where it stood, and `position` is 0.
 */
export interface ProjectionProof {
  readonly projection: string;
  readonly position: number;
  readonly recorded: string | null;
  readonly computed: string | null;
  /** Whether they are the same, and each revision ends where the next one of its key begins. */
  readonly equal: boolean;
  /** Whether it has folded events that the log does not hold any more: the end of the log was removed, or the log is another one. */
  readonly beyondLog: boolean;
}

/** What was found. `whole` only when nothing is wrong anywhere. */
export interface Proof {
  readonly whole: boolean;
  /** Null when the log's own row of it is missing. */
  readonly head: KeptHead | null;
  /** The first position that is missing, altered or out of order. */
  readonly firstBad: number | null;
  /** Projections that never ran are not among them. */
  readonly projections: readonly ProjectionProof[];
  /** How the log relates to the head that was handed in; null when none was, or when there is none to compare it with. */
  readonly keptHead: HeadVerdict | null;
}

/** What to prove. */
export interface Proving {
  readonly projections: readonly { readonly name: string }[];
  readonly kept: KeptHead | undefined;
  readonly onProgress: (done: number, total: number) => void;
}

/** Checks the whole log up to its head of now (to its last row where that is missing), the projections' rows, and the kept head. */
export async function prove(
  { log, pool }: Pick<Session, 'log' | 'pool'>,
  { projections, kept, onProgress }: Proving,
): Promise<Proof> {
  const head = await headOf(log);
  const last = head?.position ?? (await readLastPosition(pool));
  const firstBad = await verifyLog(pool, {
    head: last,
    onProgress: (done) => onProgress(done, last),
  });
  const digests = await Promise.all(projections.map(({ name }) => proveProjection(pool, name)));
  // Asked for anew: both go on growing.
  const end = (await headOf(log))?.position ?? Infinity;
  const proofs = digests
    .filter((one) => one !== undefined)
    .map((one): ProjectionProof => ({ ...one, beyondLog: one.position > end }));
  const verdict = kept === undefined || head === null ? null : await compareHead(pool, kept);
  const whole =
    head !== null &&
    firstBad === undefined &&
    proofs.every(({ equal, beyondLog }) => equal && !beyondLog) &&
    (verdict === null || verdict === 'holds');
  return { whole, head, firstBad: firstBad ?? null, projections: proofs, keptHead: verdict };
}

const headOf = (log: Session['log']): Promise<KeptHead | null> =>
  log.head().then(keptHeadOf, (error: unknown) => {
    if (error instanceof LogHeadMissing) return null;
    throw error;
  });

async function proveProjection(
  pool: Session['pool'],
  projection: string,
): Promise<Omit<ProjectionProof, 'beyondLog'> | undefined> {
  try {
    const { position, recorded, computed, wrongEnd } = await computeDigest(pool, projection);
    const equal = recorded === computed && wrongEnd === null;
    return { projection, position, recorded, computed, equal };
  } catch (error) {
    if (!(error instanceof ProjectionError) || error.code !== 'NO_LIVE_GENERATION') throw error;
    const losses = await findLosses(pool, [{ name: projection }]);
    if (losses.length === 0) return undefined;
    return { projection, position: 0, recorded: null, computed: null, equal: false };
  }
}
