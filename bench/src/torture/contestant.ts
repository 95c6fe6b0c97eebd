/** A transaction that is held open by hand. */
export interface HeldTransaction {
  /** Appends one event to a stream, whatever its version. Waits for locks of others. @throws what the store says */
  append(stream: string): Promise<unknown>;
  commit(): Promise<unknown>;
  rollback(): Promise<unknown>;
}

/** A store whose readers are put to the test. Positions are numbers of its own. */
export interface Contestant {
  readonly name: string;
  /** Where its database is. */
  readonly connectionString: string;
  /** A connection that transactions are made on, one after another. */
  open(): Promise<{ begin(): Promise<HeldTransaction>; close(): Promise<void> }>;
  /** The positions that a reader is given who has read up to `after`, in the order in which it is given them. */
  readAfter(after: number): Promise<readonly number[]>;
  /** All committed positions after `after`, asked of the table itself. */
  stored(after: number): Promise<readonly number[]>;
  close(): Promise<void>;
}
