import type { DeploymentStatus } from '../boards.ts';
import type { Strength } from '../development/details.ts';
import type { History } from '../folding/history.ts';

/** One party's newest word on whether there is a deployment. `at` is epoch milliseconds. */
export interface DeploymentClaim {
  readonly by: string;
  readonly stance: 'asserts' | 'denies';
  readonly subject: string;
  readonly development: string;
  readonly at: number;
}

/** A head count at an instant (epoch ms), and the older ones behind it. */
export interface StrengthRecord {
  readonly strength: Strength;
  readonly at: number;
  readonly development: string;
  readonly older: StrengthRecord | null;
}

/** Beyond these many, older head counts are left to the list of developments. */
export const mostStrengths = 10;

/** One deployment as far as it has been folded. */
export interface DeploymentState {
  readonly history: History<DeploymentStatus>;
  /** What says that there are none, where nothing else was ever known. */
  readonly absences: readonly string[];
  readonly contributor: string | null;
  /** Claims since the last certainty, newest first. */
  readonly claims: readonly DeploymentClaim[];
  readonly strengths: StrengthRecord | null;
  /** False once the forces are known to be gone: the last head count is then history. */
  readonly present: boolean;
  readonly tasks: readonly string[];
}

/** A deployment of which nothing is known. */
export const noDeployment: DeploymentState = {
  history: null,
  absences: [],
  contributor: null,
  claims: [],
  strengths: null,
  present: false,
  tasks: [],
};

/** The status of a deployment. */
export function statusOf({ history }: Pick<DeploymentState, 'history'>): DeploymentStatus {
  return history?.status ?? 'NONE';
}
