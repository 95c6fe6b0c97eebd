/** An operating-system account that the server runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}
