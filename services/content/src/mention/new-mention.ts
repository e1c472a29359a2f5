/** A place in the body of a post that names something. */
export interface NewMention {
  readonly targetId: string;
  /** The words that stand there. */
  readonly surface: string;
  /** Unicode code points of the body's source; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}
