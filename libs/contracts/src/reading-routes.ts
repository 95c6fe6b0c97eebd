import { stateSchema } from './boards.ts';
import { developmentAnswerSchema, developmentsPageSchema, historySchema } from './developments.ts';
import { logEntrySchema, logPageSchema } from './log.ts';
import {
  compareQuery,
  developmentParams,
  developmentsQuery,
  logQuery,
  momentQuery,
  negotiationParams,
  transitionsQuery,
} from './queries.ts';
import { comparisonSchema, disputesSchema, issuesSchema, transitionsSchema } from './readings.ts';
import { kindsSchema } from './reference.ts';
import type { Route, RouteResponse } from './route.ts';

const etag = { ETag: 'Send it back in `If-None-Match` to be told when nothing changed.' };
const notModified: RouteResponse = { description: 'What `If-None-Match` names still holds.' };

const board: readonly Route[] = [
  {
    method: 'get',
    path: '/api/v1/state',
    summary: 'The boards at one moment',
    tag: 'Boards',
    query: momentQuery,
    responses: {
      200: { description: 'The boards.', body: stateSchema, headers: etag },
      304: notModified,
    },
  },
  {
    method: 'get',
    path: '/api/v1/transitions',
    summary: 'Every change of a status, oldest first',
    tag: 'Boards',
    query: transitionsQuery,
    responses: { 200: { description: 'The changes.', body: transitionsSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/compare',
    summary: 'What differs between two moments',
    tag: 'Boards',
    query: compareQuery,
    responses: { 200: { description: 'The differences.', body: comparisonSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/disputes',
    summary: 'Contested subjects and who says what',
    tag: 'Boards',
    query: momentQuery,
    responses: { 200: { description: 'The disputes.', body: disputesSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/negotiations/{id}/issues',
    summary: 'The open questions of a negotiation',
    tag: 'Boards',
    params: negotiationParams,
    query: momentQuery,
    responses: { 200: { description: 'The issues.', body: issuesSchema } },
  },
];

const developments: readonly Route[] = [
  {
    method: 'get',
    path: '/api/v1/developments',
    summary: 'Developments, newest first',
    tag: 'Developments',
    query: developmentsQuery,
    responses: { 200: { description: 'One page.', body: developmentsPageSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/developments/{id}',
    summary: 'One development as it now stands',
    tag: 'Developments',
    params: developmentParams,
    responses: {
      200: { description: 'The development.', body: developmentAnswerSchema, headers: etag },
      304: notModified,
    },
  },
  {
    method: 'get',
    path: '/api/v1/developments/{id}/history',
    summary: 'Who changed a development, when and why',
    tag: 'Developments',
    params: developmentParams,
    responses: { 200: { description: 'Every event on its stream.', body: historySchema } },
  },
];

const reference: readonly Route[] = [
  {
    method: 'get',
    path: '/api/v1/kinds',
    summary: 'The data dictionary',
    tag: 'Reference',
    responses: { 200: { description: 'Every kind of development.', body: kindsSchema } },
  },
];

const log: readonly Route[] = [
  {
    method: 'get',
    path: '/api/v1/log',
    summary: 'Recorded events as stored',
    tag: 'Log',
    query: logQuery,
    responses: {
      200: {
        description:
          'One page; with `Accept: application/x-ndjson` all that is recorded after `after`, whatever `limit` says.',
        body: logPageSchema,
        also: { 'application/x-ndjson': logEntrySchema },
      },
    },
  },
];

/** The public routes that read. */
export const readingRoutes: readonly Route[] = [...board, ...developments, ...reference, ...log];
