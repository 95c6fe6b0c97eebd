import type { Details } from '../details.ts';
import type { Development } from '../development.ts';
import type { FieldError } from '../domain-error.ts';
import type { Situation } from './situation.ts';

const actorDetails = ['accuser', 'accused', 'contributor', 'party'] as const;
const actorListDetails = ['parties', 'mediators'] as const;

/** What names an actor or a place that nobody knows. */
export function checkReferences(development: Development, knows: Situation): readonly FieldError[] {
  const { actors, places, claim, details } = development;
  const errors: FieldError[] = [];
  const actor = (id: string, pointer: string): void => {
    if (knows.actor(id)) return;
    errors.push({ pointer, detail: `names the actor "${id}", who is not known` });
  };
  const place = (id: string, pointer: string): void => {
    if (knows.place(id)) return;
    errors.push({ pointer, detail: `names the place "${id}", which is not known` });
  };
  for (const [index, { id }] of actors.entries()) actor(id, `/actors/${index}/id`);
  if (claim !== undefined) actor(claim.by, '/claim/by');
  eachInDetails(details, actor);
  for (const [index, id] of places.entries()) place(id, `/places/${index}`);
  if (details.place !== undefined) place(details.place, '/details/place');
  return errors;
}

/** Told in loops and not in lists of lists: an import asks it of every record. */
function eachInDetails(details: Details, tell: (id: string, pointer: string) => void): void {
  for (const name of actorDetails) {
    const id = details[name];
    if (id !== undefined) tell(id, `/details/${name}`);
  }
  for (const name of actorListDetails)
    for (const [index, id] of (details[name] ?? []).entries())
      tell(id, `/details/${name}/${index}`);
}
