import type { DeploymentBoard, StrengthReading } from '../boards.ts';
import type { Standing } from '../board-index/standing.ts';
import { otherThan, sinceOf } from '../folding/rendering.ts';
import { formatInstant } from '../time/instant.ts';
import {
  type DeploymentState,
  mostStrengths,
  statusOf,
  type StrengthRecord,
} from './deployment-state.ts';

/** The board of one deployment. `contributor` is the one that the situation names, if it does. */
export function deploymentBoard(
  id: string,
  { state, options }: Standing<DeploymentState>,
  contributor: string | undefined,
): DeploymentBoard {
  const status = statusOf(state);
  const readings = readingsOf(state.strengths);
  const [newest = null, ...older] = readings;
  return {
    id,
    contributor: contributor ?? state.contributor,
    status,
    possibly: otherThan(status, options().states.map(statusOf)),
    ...sinceOf(state.history),
    strength: state.present ? newest : null,
    strengthHistory: state.present ? older : readings,
    tasks: state.tasks,
    because: state.history?.because ?? state.absences,
  };
}

function readingsOf(newest: StrengthRecord | null): readonly StrengthReading[] {
  const readings: StrengthReading[] = [];
  for (let each = newest; each !== null && readings.length < mostStrengths; each = each.older) {
    const { strength, at, development } = each;
    const { value, qualifier } = strength;
    readings.push({ value, qualifier, asOf: formatInstant(at), development });
  }
  return readings;
}
