/**
 * Reads a folded phrase from left to right. A function named `takeX` reads X at the front and removes it; it returns null
 * and removes nothing if there is no X at the front.
 */
export class PhraseScanner {
  constructor(private text: string) {}

  /** The text that has not been read yet. */
  get rest(): string {
    return this.text;
  }

  get isDone(): boolean {
    return this.text === '';
  }

  /** Matches `pattern` at the front and removes the match and the spaces after it. Null if it does not match there. */
  take(pattern: RegExp): RegExpExecArray | null {
    const match = new RegExp(`^(?:${pattern.source})`, pattern.flags).exec(this.text);
    if (match) this.advance(match[0].length);
    return match;
  }

  /** Goes back to an earlier value of `rest`. */
  resetTo(text: string): void {
    this.text = text;
  }

  advance(length: number): void {
    this.text = this.text.slice(length).trimStart();
  }
}
