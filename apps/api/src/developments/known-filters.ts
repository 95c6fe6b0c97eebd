import type { DevelopmentsQuery, FieldError } from '@ceasefire/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { KNOWLEDGE, type KnowledgeSource } from '../commanding/knowledge.ts';
import { Problem } from '../problems/problem.ts';

/** Tells a slip in a filter from a list that is empty. */
@Injectable()
export class KnownFilters {
  constructor(@Inject(KNOWLEDGE) private readonly knowledge: KnowledgeSource) {}

  /** @throws Problem 400 when the query names an actor, a place or a process that does not exist */
  check({ actor, place, process }: DevelopmentsQuery): void {
    const { knows } = this.knowledge.current();
    const errors: FieldError[] = [];
    const unknown = (name: string): void =>
      void errors.push({ pointer: `/${name}`, detail: `is not the id of a known ${name}` });
    if (actor !== undefined && !knows.actor(actor)) unknown('actor');
    if (place !== undefined && !knows.place(place)) unknown('place');
    if (process !== undefined && knows.process(process) === undefined) unknown('process');
    if (errors.length > 0)
      throw new Problem('invalid', 'The query names what does not exist; `errors` says where.', {
        errors,
      });
  }
}
