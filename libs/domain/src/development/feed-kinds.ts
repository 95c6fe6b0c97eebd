import type { KindEntry } from './kind-entry.ts';

/** The kinds that open disputes, and those that only the feed and the map show. */
export const feedKinds = {
  TerritorialControlClaimed: {
    board: 'disputes',
    meaning: 'A party said that it controls a place.',
    details: { place: 'optional', party: 'optional' },
  },
  TerritorialControlDenied: {
    board: 'disputes',
    meaning: 'A party denied that another controls a place.',
    details: { place: 'optional', party: 'optional' },
  },
  ClashReported: {
    board: 'feed',
    meaning: 'Fighting at some place or with some means was reported.',
    details: { note: 'optional' },
  },
  AircraftDowned: {
    board: 'feed',
    meaning: 'An aircraft was shot down, or said to have been.',
    details: { accuser: 'optional', accused: 'optional', note: 'optional' },
  },
  CasualtiesReported: {
    board: 'feed',
    meaning: 'Dead, wounded or missing people were reported.',
    details: { value: 'optional', qualifier: 'optional', measure: 'optional', note: 'optional' },
  },
  LegalActAdopted: {
    board: 'feed',
    meaning: 'A state or authority adopted a legal act.',
    details: { measure: 'optional', note: 'optional' },
  },
  HumanitarianMeasure: {
    board: 'feed',
    meaning: 'Help, return or exchange of people was agreed, asked for or done.',
    details: { measure: 'optional', value: 'optional', qualifier: 'optional', note: 'optional' },
  },
  TransportCorridorRaised: {
    board: 'feed',
    meaning: 'A transport route was put forward.',
    details: { note: 'optional' },
  },
  CallHeld: { board: 'feed', meaning: 'People spoke by telephone.', details: { note: 'optional' } },
  MeetingHeld: { board: 'feed', meaning: 'People met.', details: { note: 'optional' } },
  ReadoutIssued: {
    board: 'feed',
    meaning: 'A side published its account of a contact.',
    details: { note: 'optional' },
  },
  ReadoutWithheld: {
    board: 'feed',
    meaning: 'A side published no account of a contact.',
    details: { note: 'optional' },
  },
  StatementMade: {
    board: 'feed',
    meaning: 'Somebody said something.',
    details: { note: 'optional' },
  },
  DemandMade: {
    board: 'feed',
    meaning: 'Somebody demanded something.',
    details: { note: 'optional' },
  },
  AccusationMade: {
    board: 'feed',
    meaning: 'Somebody accused somebody.',
    details: { accuser: 'optional', accused: 'optional', note: 'optional' },
  },
  DenialIssued: {
    board: 'feed',
    meaning: 'Somebody denied something.',
    details: { note: 'optional' },
  },
  ContextNoted: {
    board: 'feed',
    meaning: 'Background that a report gives.',
    details: { note: 'optional' },
  },
} as const satisfies Record<string, KindEntry>;
