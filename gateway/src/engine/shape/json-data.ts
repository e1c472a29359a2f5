/** The data of a response, as JSON. It is parsed only where the values are needed. */
export class JsonData {
  constructor(readonly json: string) {}

  /** The data as values; also what `JSON.stringify` writes. */
  toJSON(): Record<string, unknown> {
    return JSON.parse(this.json) as Record<string, unknown>;
  }
}
