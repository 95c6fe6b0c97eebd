import { z } from 'zod';
import { boardChangesSchema } from './boards.ts';
import {
  correctionInput,
  mergeInput,
  reinstatementInput,
  reopeningInput,
  resolutionInput,
  retractionInput,
  sourceInput,
  splitInput,
} from './changes.ts';
import { developmentInput } from './development.ts';
import { changedSchema, mergedSchema, recordedSchema } from './developments.ts';
import {
  developmentParams,
  ifMatchHeader,
  mergeParams,
  repeatableHeaders,
  subjectParams,
  writeQuery,
} from './queries.ts';
import type { Route, RouteResponse } from './route.ts';

const guarded = z.strictObject({ 'If-Match': ifMatchHeader, ...repeatableHeaders.shape });
const guardable = z.strictObject({
  'If-Match': ifMatchHeader.optional(),
  ...repeatableHeaders.shape,
});

const either = (body: z.ZodType): z.ZodType => z.union([body, boardChangesSchema]);
const changed: RouteResponse = {
  description: 'The new version; with `dryRun`, what the boards would become.',
  body: either(changedSchema),
  headers: { ETag: 'The new version.' },
};
const merged: RouteResponse = {
  description: 'The new versions; with `dryRun`, what the boards would become.',
  body: either(mergedSchema),
};
const stale: RouteResponse = { description: 'It has changed since it was read.' };
const precondition: RouteResponse = { description: 'If-Match is missing.' };
const conflict: RouteResponse = { description: 'It was changed at the same time; try again.' };

type Write = Pick<Route, 'path' | 'summary' | 'tag' | 'params' | 'headers' | 'body' | 'responses'>;
const write = (route: Write): Route => ({
  ...route,
  method: 'post',
  path: `/api/v1/admin/${route.path}`,
  role: 'editor',
  query: writeQuery,
});

/** A change of one development, which names the version that it changes. */
const change = (name: string, summary: string, body: z.ZodType): Route =>
  write({
    path: `developments/{id}/${name}`,
    summary,
    tag: 'Editing',
    params: developmentParams,
    headers: guarded,
    body,
    responses: { 200: changed, 412: stale, 428: precondition },
  });

/** The routes that need an editor's key. */
export const writingRoutes: readonly Route[] = [
  write({
    path: 'developments',
    summary: 'Record a development',
    tag: 'Editing',
    headers: repeatableHeaders,
    body: developmentInput,
    responses: {
      200: {
        description: 'With `dryRun`: what the boards would become.',
        body: boardChangesSchema,
      },
      201: {
        description: 'Recorded.',
        body: recordedSchema,
        headers: { Location: 'Where it is read.', ETag: 'Its version, `"1"`.' },
      },
      409: { description: 'A development with this id is there already.' },
    },
  }),
  change('corrections', 'Correct fields of a development', correctionInput),
  change('retraction', 'Retract a development', retractionInput),
  change('reinstatement', 'Take a retraction back', reinstatementInput),
  change('sources', 'Add a source to a development', sourceInput),
  write({
    path: 'merges',
    summary: 'Make one development out of several',
    tag: 'Editing',
    headers: repeatableHeaders,
    body: mergeInput,
    responses: { 200: merged, 409: conflict },
  }),
  write({
    path: 'merges/{position}/undo',
    summary: 'Undo a merge',
    tag: 'Editing',
    params: mergeParams,
    headers: repeatableHeaders,
    body: splitInput,
    responses: { 200: merged, 409: conflict },
  }),
  write({
    path: 'disputes/{subject}/resolution',
    summary: 'Resolve a dispute by an editor’s judgement',
    tag: 'Editing',
    params: subjectParams,
    headers: guardable,
    body: resolutionInput,
    responses: { 200: changed, 409: conflict, 412: stale },
  }),
  write({
    path: 'disputes/{subject}/reopening',
    summary: 'Open a resolved dispute again',
    tag: 'Editing',
    params: subjectParams,
    headers: guardable,
    body: reopeningInput,
    responses: { 200: changed, 409: conflict, 412: stale },
  }),
];
