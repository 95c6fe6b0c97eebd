import type { DevelopmentsQuery, FieldError } from '@ceasefire/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { KNOWLEDGE, type KnowledgeSource } from '../commanding/knowledge.ts';
import { Problem } from '../problems/problem.ts';
import type { Situation } from '../situation/load-situation.ts';
import { SITUATION } from '../tokens.ts';
import { DevelopmentsList } from './developments-list.ts';

/** Tells a slip in a filter from a list that is empty. */
@Injectable()
export class KnownFilters {
  readonly #subjects: ReadonlySet<string>;

  constructor(
    @Inject(KNOWLEDGE) private readonly knowledge: KnowledgeSource,
    @Inject(DevelopmentsList) private readonly list: DevelopmentsList,
    @Inject(SITUATION) { description }: Situation,
  ) {
    this.#subjects = new Set(description.subjects.map(({ id }) => id));
  }

  /** @throws Problem 400 when the query names an actor, a place, a process or a subject that does not exist */
  async check({ actor, place, process, subject }: DevelopmentsQuery): Promise<void> {
    const { knows } = this.knowledge.current();
    const errors: FieldError[] = [];
    const unknown = (name: string): void =>
      void errors.push({ pointer: `/${name}`, detail: `is not the id of a known ${name}` });
    if (actor !== undefined && !knows.actor(actor)) unknown('actor');
    if (place !== undefined && !knows.place(place)) unknown('place');
    if (process !== undefined && knows.process(process) === undefined) unknown('process');
    if (subject !== undefined && !(await this.#isSubject(subject))) unknown('subject');
    if (errors.length > 0)
      throw new Problem('invalid', 'The query names what does not exist; `errors` says where.', {
        errors,
      });
  }
  /** Subjects need no founding: a claim on something new makes it one. */
  async #isSubject(subject: string): Promise<boolean> {
    return this.#subjects.has(subject) || this.list.hasSubject(subject);
  }
}
