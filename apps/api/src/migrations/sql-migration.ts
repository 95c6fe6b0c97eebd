import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One step of the database's schema: plain SQL, never edited once released. */
export interface SqlStep {
  readonly name: string;
  readonly up: string;
}

type MigrationClass = new () => MigrationInterface;

/** TypeORM orders migrations by the 13 digits that end their names; ours are ordered by their place in the list. */
const firstStamp = 1_700_000_000_000;

/** TypeORM migrations whose body is the SQL of the steps, in their order. There is no way down: a mistake is cured by a next step. */
export const sqlMigrations = (steps: readonly SqlStep[], offset: number): MigrationClass[] =>
  steps.map((step, index) => sqlMigration(step, firstStamp + offset + index));

function sqlMigration(step: SqlStep, stamp: number): MigrationClass {
  return class implements MigrationInterface {
    readonly name = `${step.name}-${stamp}`;

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(step.up);
    }

    down(): Promise<void> {
      return Promise.reject(
        new Error(`${step.name} cannot be undone. Add a step that changes it.`),
      );
    }
  };
}
