import type { NegotiationBoard } from '@ceasefire/domain';

type Stage = NegotiationBoard['stage'];

/** The milestones of a negotiation in order; being stuck or broken off are not milestones. */
export const milestones = [
  'PROPOSED',
  'DISCUSSED',
  'IN_TALKS',
  'TERMS_AGREED',
  'SIGNED',
  'OPERATING',
] as const;

/** A milestone with where the negotiation stands to it. */
export interface MilestoneMark {
  readonly stage: (typeof milestones)[number];
  readonly standing: 'passed' | 'reached' | 'possible' | 'ahead';
}

/** The track of a negotiation: what is passed, what is reached, and what may already be reached. */
export function milestoneTrack(stage: Stage, possibly: readonly Stage[]): readonly MilestoneMark[] {
  const at = milestones.findIndex((one) => one === stage);
  return milestones.map((one, index) => {
    if (index < at) return { stage: one, standing: 'passed' };
    if (index === at) return { stage: one, standing: 'reached' };
    return { stage: one, standing: possibly.includes(one) ? 'possible' : 'ahead' };
  });
}
