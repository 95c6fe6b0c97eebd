import type { Upcasters } from '@ceasefire/event-store';

/**
 * How events of earlier shapes become those of today; empty while every type has had one shape.
 *
 * Whoever changes the data of an event type raises the schema version with which it is appended, adds the step here, and adds an
 * event of the new shape to `past-events.json`, where those of the old one stay.
 */
export const upcasters: Upcasters = {};
