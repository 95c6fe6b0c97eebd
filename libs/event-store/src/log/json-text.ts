/**
 * JSON that was written already, as `JSON.stringify` writes it: as the data of an event it is stored as it stands. That it is JSON is up
 * to whoever made it.
 */
export class JsonText {
  constructor(readonly text: string) {}

  /** What it says, for whoever writes it as part of something else. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}
