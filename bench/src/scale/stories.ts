import type { Details, DevelopmentKind } from '@ceasefire/domain';
import type { Chance, Weighted } from './chance.ts';

/** One process of the generated history. */
export interface Story {
  readonly id: string;
  readonly sort: 'arrangement' | 'deployment' | 'negotiation';
}

/** Three hundred processes, a hundred of each sort. */
export const stories: readonly Story[] = Array.from({ length: 300 }, (_, index) => {
  const sort = (['arrangement', 'deployment', 'negotiation'] as const)[index % 3] ?? 'arrangement';
  return { id: `${sort}-${String(index).padStart(3, '0')}`, sort };
});

/** A few processes are told of far more often than the others: the first one fifteen times as often as the last one. */
export const frequency: Weighted<Story> = stories.map((story, rank) => [1 / (rank + 20), story]);

const feed: Weighted<DevelopmentKind> = [
  [8, 'StatementMade'],
  [6, 'ClashReported'],
  [4, 'CasualtiesReported'],
  [3, 'AccusationMade'],
  [3, 'MeetingHeld'],
];

/** What is told of each sort of process, most of it often and what turns things seldom. */
const kindsOf: Readonly<Record<Story['sort'], Weighted<DevelopmentKind>>> = {
  arrangement: [
    [2, 'CeasefireProposed'],
    [3, 'CeasefireAgreed'],
    [3, 'CeasefireTookEffect'],
    [50, 'CeasefireViolationAlleged'],
    [6, 'CeasefireViolated'],
    [5, 'CeasefireRestored'],
    [1, 'CeasefireCollapsed'],
    [1, 'CeasefireThwarted'],
    ...feed,
  ],
  deployment: [
    [8, 'DeploymentClaimed'],
    [6, 'DeploymentDenied'],
    [3, 'DeploymentAuthorised'],
    [6, 'DeploymentStarted'],
    [15, 'DeploymentConfirmed'],
    [25, 'DeploymentStrengthReported'],
    [2, 'DeploymentAbsent'],
    [2, 'DeploymentWithdrawalStarted'],
    [1, 'DeploymentWithdrawn'],
    ...feed,
  ],
  negotiation: [
    [3, 'NegotiationProposed'],
    [4, 'NegotiationWelcomed'],
    [8, 'NegotiationDiscussed'],
    [1, 'NegotiationAgreedInPrinciple'],
    [18, 'TalksHeld'],
    [6, 'TalksRoundConcluded'],
    [6, 'PositionConveyed'],
    [4, 'InstructionsAwaited'],
    [4, 'IssueRaised'],
    [12, 'PositionTaken'],
    [3, 'IssueSettled'],
    [1, 'TermsAgreed'],
    [0.5, 'NegotiationSigned'],
    [0.5, 'CentreOpened'],
    [3, 'NegotiationStalled'],
    [1, 'NegotiationBrokenOff'],
    [4, 'ExpectationStated'],
    ...feed,
  ],
};

/** What belongs to no process. */
const elsewhere: Weighted<DevelopmentKind> = [
  [3, 'HostilitiesReported'],
  [1, 'HostilitiesCeased'],
  [2, 'TerritorialControlClaimed'],
  [1, 'TerritorialControlDenied'],
  ...feed,
];

/** A kind that a story, or what belongs to none, tells of. */
export function kindIn(story: Story | null, chance: Chance): DevelopmentKind {
  return chance.weighted(story === null ? elsewhere : kindsOf[story.sort]);
}

/** Actors that the situation of the seed knows. */
export const parties = ['armenia', 'azerbaijan', 'russia', 'turkey', 'france'] as const;

const issues = ['location', 'principles', 'tasks', 'staff', 'costs'] as const;
const dayMs = 86_400_000;

/** What details are made from; `atMs` (epoch ms) is about when the thing happened. */
interface Told {
  readonly atMs: number;
  readonly chance: Chance;
  readonly party: string;
  readonly other: string;
}

const accusation = ({ party, other }: Told): Details => ({ accuser: party, accused: other });
const contribution = ({ party }: Told): Details => ({ contributor: party });
const headCount = ({ chance }: Told): Details => ({
  strength: { value: 1_000 + chance.below(2_000), qualifier: 'approx' },
});
const question = ({ chance }: Told): Details => ({ issue: chance.one(issues) });
const control = ({ chance, party }: Told): Details => ({
  place: `place-${String(chance.below(30))}`,
  party,
});

const needed: Partial<Record<DevelopmentKind, (told: Told) => Details>> = {
  CeasefireAgreed: ({ atMs, chance, party, other }) => ({
    parties: [party, other],
    ...(chance.fraction() < 0.3 && { effectiveAt: dayOf(atMs + 2 * dayMs) }),
  }),
  CeasefireViolationAlleged: accusation,
  AccusationMade: accusation,
  DeploymentClaimed: contribution,
  DeploymentStarted: contribution,
  DeploymentConfirmed: headCount,
  DeploymentStrengthReported: headCount,
  TalksRoundConcluded: ({ chance }) => ({ round: 1 + chance.below(40) }),
  PositionConveyed: ({ party }) => ({ party }),
  InstructionsAwaited: ({ party }) => ({ party }),
  IssueRaised: question,
  IssueSettled: question,
  PositionTaken: (told) => ({
    ...question(told),
    party: told.party,
    position: `variant ${String(told.chance.below(4))}`,
  }),
  ExpectationStated: ({ atMs }) => ({
    expects: 'TalksHeld',
    window: { from: dayOf(atMs), to: dayOf(atMs + 9 * dayMs) },
  }),
  TerritorialControlClaimed: control,
  TerritorialControlDenied: control,
};

/** What the kind needs told beside its time; `atMs` (epoch ms) is about when it happened. */
export function detailsOf(kind: DevelopmentKind, atMs: number, chance: Chance): Details {
  const [party, other] = [chance.one(parties), chance.one(parties)];
  return needed[kind]?.({ atMs, chance, party, other }) ?? {};
}

/** The UTC day of an instant (epoch ms). */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
