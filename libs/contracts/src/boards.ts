import { z } from 'zod';
import { instant } from './time.ts';

const ids = z.array(z.string());
const since = instant.nullable();
const strength = z.object({ value: z.int(), qualifier: z.enum(['exact', 'approx', 'min', 'max']) });

const arrangementStatus = z.enum([
  'PROPOSED',
  'THWARTED',
  'AGREED',
  'IN_FORCE',
  'VIOLATED',
  'COLLAPSED',
]);
const ceasefireStatus = z.enum(['NO_CEASEFIRE', 'PROPOSED', 'AGREED', 'IN_FORCE', 'VIOLATED']);
const deploymentStatus = z.enum([
  'NONE',
  'CLAIMED',
  'DISPUTED',
  'AUTHORISED',
  'DEPLOYING',
  'DEPLOYED',
  'WITHDRAWING',
  'WITHDRAWN',
]);
const negotiationStage = z.enum([
  'NOT_STARTED',
  'PROPOSED',
  'DISCUSSED',
  'IN_TALKS',
  'TERMS_AGREED',
  'SIGNED',
  'OPERATING',
  'STALLED',
  'BROKEN_OFF',
]);

const allegationSchema = z.object({
  accuser: z.string(),
  accused: z.string(),
  count: z.int(),
  since,
  because: ids,
});

export const arrangementSchema = z
  .object({
    id: z.string(),
    status: arrangementStatus,
    possibly: z.array(arrangementStatus),
    since,
    agreedAt: since,
    effectiveAt: since,
    endedAt: since,
    parties: ids,
    mediators: ids,
    allegations: z.array(allegationSchema),
    because: ids,
  })
  .meta({ id: 'Arrangement' });

export const ceasefireBoardSchema = z
  .object({
    status: ceasefireStatus,
    possibly: z.array(ceasefireStatus).meta({
      description: 'What else the status would be had the possible developments happened.',
    }),
    arrangement: z.string().nullable(),
    since,
    sinceEarliest: since,
    hostilities: z.enum(['ONGOING', 'CEASED', 'UNKNOWN']),
    hostilitiesSince: since,
    hostilitiesBecause: ids,
    because: ids.meta({
      description: 'The developments that put the board in its state, newest first.',
    }),
    arrangements: z.array(arrangementSchema),
  })
  .meta({ id: 'CeasefireBoard' });

const strengthReading = strength
  .extend({ asOf: instant, development: z.string() })
  .meta({ id: 'StrengthReading' });

export const deploymentBoardSchema = z
  .object({
    id: z.string(),
    contributor: z.string().nullable(),
    status: deploymentStatus,
    possibly: z.array(deploymentStatus),
    since,
    sinceEarliest: since,
    strength: strengthReading.nullable(),
    strengthHistory: z.array(strengthReading),
    tasks: ids,
    because: ids,
  })
  .meta({ id: 'DeploymentBoard' });

export const issueSchema = z
  .object({
    id: z.string(),
    status: z.enum(['OPEN', 'DISPUTED', 'SETTLED']),
    since,
    positions: z.array(z.object({ party: z.string(), position: z.string(), because: ids })),
    because: ids,
  })
  .meta({ id: 'Issue' });

const expectationSchema = z.object({
  expects: z.string(),
  issues: ids,
  window: z.object({ from: instant, to: instant }),
  status: z.enum(['PENDING', 'MET', 'MISSED']),
  because: ids,
});

export const negotiationBoardSchema = z
  .object({
    id: z.string(),
    stage: negotiationStage,
    possibly: z.array(negotiationStage),
    since,
    sinceEarliest: since,
    agreedInPrinciple: z.enum(['yes', 'no', 'possibly']),
    roundsConcluded: z.int(),
    awaitingInstructions: ids,
    participants: ids,
    issues: z.array(issueSchema),
    expectations: z.array(expectationSchema),
    because: ids,
  })
  .meta({ id: 'NegotiationBoard' });

export const disputeSchema = z
  .object({
    subject: z.string(),
    status: z.enum(['OPEN', 'RESOLVED']),
    outcome: z.string().nullable(),
    since,
    /** The newest of each side, newest first. */
    claims: z.array(
      z.object({ by: z.string(), stance: z.enum(['asserts', 'denies']), development: z.string() }),
    ),
    basedOn: ids,
  })
  .meta({ id: 'Dispute' });

const boardFields = {
  ceasefire: ceasefireBoardSchema,
  deployments: z.array(deploymentBoardSchema),
  negotiations: z.array(negotiationBoardSchema),
  disputes: z.array(disputeSchema),
};

export const boardsSchema = z.object(boardFields).meta({ id: 'Boards' });

/** `GET state`: the boards at one moment. */
export const stateSchema = z
  .object({
    epoch: z.string(),
    position: z.int(),
    asOf: instant.nullable(),
    knownAt: instant.nullable(),
    lastReportAt: instant.nullable(),
    ...boardFields,
  })
  .meta({ id: 'State' });
export type State = z.output<typeof stateSchema>;

/** The boards that differ, with what they were and are. */
export const boardChangesSchema = z
  .object({
    before: z.object(boardFields).partial(),
    after: z.object(boardFields).partial(),
  })
  .meta({ id: 'BoardChanges' });
export type BoardChanges = z.output<typeof boardChangesSchema>;
