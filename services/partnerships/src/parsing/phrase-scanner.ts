/** Reads a phrase from left to right, one pattern at a time. */
export class PhraseScanner {
  constructor(private text: string) {}

  get rest(): string {
    return this.text;
  }

  get isDone(): boolean {
    return this.text === '';
  }

  /** Takes `pattern` from the front, with the spaces after it; null if the front does not match. */
  take(pattern: RegExp): RegExpExecArray | null {
    const match = new RegExp(`^(?:${pattern.source})`, pattern.flags).exec(this.text);
    if (match) this.skip(match[0].length);
    return match;
  }

  /** Gives back what was taken since `rest` was `text`. */
  resetTo(text: string): void {
    this.text = text;
  }

  skip(length: number): void {
    this.text = this.text.slice(length).trimStart();
  }
}
