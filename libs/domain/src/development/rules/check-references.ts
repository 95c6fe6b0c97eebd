import type { Details } from '../details.ts';
import type { Development } from '../development.ts';
import type { FieldError } from '../domain-error.ts';
import type { Situation } from './situation.ts';

const actorDetails = ['accuser', 'accused', 'contributor', 'party'] as const;
const actorListDetails = ['parties', 'mediators'] as const;

/** What names an actor or a place that nobody knows. */
export function checkReferences(development: Development, knows: Situation): readonly FieldError[] {
  const { actors, places, claim, details } = development;
  const named = [
    ...actors.map(({ id }, index) => ({ id, pointer: `/actors/${index}/id` })),
    ...(claim === undefined ? [] : [{ id: claim.by, pointer: '/claim/by' }]),
    ...namedInDetails(details),
  ];
  const located = [
    ...places.map((id, index) => ({ id, pointer: `/places/${index}` })),
    ...(details.place === undefined ? [] : [{ id: details.place, pointer: '/details/place' }]),
  ];
  return [
    ...named
      .filter(({ id }) => !knows.actor(id))
      .map(({ id, pointer }) => ({ pointer, detail: `names the actor "${id}", who is not known` })),
    ...located
      .filter(({ id }) => !knows.place(id))
      .map(({ id, pointer }) => ({
        pointer,
        detail: `names the place "${id}", which is not known`,
      })),
  ];
}

interface Named {
  readonly id: string;
  readonly pointer: string;
}

function namedInDetails(details: Details): readonly Named[] {
  const single = actorDetails.flatMap((name) => {
    const id = details[name];
    return id === undefined ? [] : [{ id, pointer: `/details/${name}` }];
  });
  const listed = actorListDetails.flatMap((name) =>
    (details[name] ?? []).map((id, index) => ({ id, pointer: `/details/${name}/${index}` })),
  );
  return [...single, ...listed];
}
