import type { KindEntry } from './kind-entry.ts';

/** The kinds that move a ceasefire, a deployment or a negotiation, along the life of each. */
export const processKinds = {
  CeasefireProposed: {
    board: 'ceasefire',
    meaning: 'Somebody proposed a ceasefire.',
    details: { parties: 'optional', mediators: 'optional' },
  },
  CeasefireThwarted: {
    board: 'ceasefire',
    meaning: 'A proposed ceasefire came to nothing.',
    details: {},
  },
  CeasefireAgreed: {
    board: 'ceasefire',
    meaning: 'The parties agreed to a ceasefire; it is in force from `effectiveAt`, or at once.',
    details: {
      effectiveAt: 'optional',
      parties: 'required',
      mediators: 'optional',
      written: 'optional',
    },
  },
  CeasefireTookEffect: { board: 'ceasefire', meaning: 'An agreed ceasefire began.', details: {} },
  CeasefireViolationAlleged: {
    board: 'ceasefire',
    meaning: 'One party accused another of breaking a ceasefire. It never changes the status.',
    details: { accuser: 'required', accused: 'required' },
  },
  CeasefireViolated: { board: 'ceasefire', meaning: 'A ceasefire was broken.', details: {} },
  CeasefireCollapsed: { board: 'ceasefire', meaning: 'A ceasefire no longer holds.', details: {} },
  CeasefireRestored: {
    board: 'ceasefire',
    meaning: 'A broken ceasefire holds again.',
    details: {},
  },
  HostilitiesReported: { board: 'ceasefire', meaning: 'Fighting is going on.', details: {} },
  HostilitiesCeased: { board: 'ceasefire', meaning: 'Fighting stopped.', details: {} },
  DeploymentClaimed: {
    board: 'deployment',
    meaning: 'A party said that a deployment takes place or was agreed.',
    details: { contributor: 'optional' },
  },
  DeploymentDenied: {
    board: 'deployment',
    meaning: 'A party denied a deployment.',
    details: { contributor: 'optional' },
  },
  DeploymentAuthorised: {
    board: 'deployment',
    meaning: 'A deployment was mandated.',
    details: { contributor: 'optional', tasks: 'optional', mandate: 'optional' },
  },
  DeploymentStarted: {
    board: 'deployment',
    meaning: 'Forces began to move in.',
    details: {
      contributor: 'optional',
      strength: 'optional',
      equipment: 'optional',
      tasks: 'optional',
    },
  },
  DeploymentConfirmed: {
    board: 'deployment',
    meaning: 'Forces are in place.',
    details: {
      contributor: 'optional',
      strength: 'optional',
      equipment: 'optional',
      tasks: 'optional',
    },
  },
  DeploymentStrengthReported: {
    board: 'deployment',
    meaning: 'A head count was reported; it replaces the former one.',
    details: { strength: 'required' },
  },
  DeploymentAbsent: {
    board: 'deployment',
    meaning: 'There are no such forces.',
    details: { contributor: 'optional' },
  },
  DeploymentWithdrawalStarted: {
    board: 'deployment',
    meaning: 'Forces began to leave.',
    details: {},
  },
  DeploymentWithdrawn: { board: 'deployment', meaning: 'Forces have left.', details: {} },
  NegotiationProposed: {
    board: 'negotiation',
    meaning: 'Somebody proposed the thing negotiated.',
    details: {},
  },
  NegotiationWelcomed: {
    board: 'negotiation',
    meaning: 'Somebody welcomed the proposal.',
    details: {},
  },
  NegotiationDiscussed: { board: 'negotiation', meaning: 'It was discussed.', details: {} },
  NegotiationAgreedInPrinciple: {
    board: 'negotiation',
    meaning: 'The parties agreed in principle.',
    details: {},
  },
  TalksHeld: {
    board: 'negotiation',
    meaning: 'Talks on it took place or go on.',
    details: { round: 'optional' },
  },
  TalksRoundConcluded: {
    board: 'negotiation',
    meaning: 'A round of talks ended.',
    details: { round: 'optional' },
  },
  PositionConveyed: {
    board: 'negotiation',
    meaning: 'A party was told the position of another.',
    details: { party: 'required' },
  },
  InstructionsAwaited: {
    board: 'negotiation',
    meaning: 'A delegation waits for instructions.',
    details: { party: 'required' },
  },
  IssueRaised: {
    board: 'negotiation',
    meaning: 'An open question was raised.',
    details: { issue: 'required', party: 'optional', position: 'optional', disputed: 'optional' },
  },
  IssueSettled: {
    board: 'negotiation',
    meaning: 'An open question was settled.',
    details: { issue: 'required', party: 'optional', position: 'optional' },
  },
  PositionTaken: {
    board: 'negotiation',
    meaning: 'A party took a position on a question.',
    details: { issue: 'required', party: 'required', position: 'required', disputed: 'optional' },
  },
  TermsAgreed: { board: 'negotiation', meaning: 'The terms were agreed.', details: {} },
  NegotiationSigned: { board: 'negotiation', meaning: 'The agreement was signed.', details: {} },
  CentreOpened: { board: 'negotiation', meaning: 'What was negotiated is at work.', details: {} },
  NegotiationStalled: { board: 'negotiation', meaning: 'The negotiation is stuck.', details: {} },
  NegotiationBrokenOff: {
    board: 'negotiation',
    meaning: 'The negotiation ended without result.',
    details: {},
  },
  ExpectationStated: {
    board: 'negotiation',
    meaning: 'Somebody said what will happen, and by when.',
    details: { window: 'required', expects: 'required', issues: 'optional' },
  },
} as const satisfies Record<string, KindEntry>;
