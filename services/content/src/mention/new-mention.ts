/** Words in the body of a post that refer to an entity. */
export interface NewMention {
  readonly targetId: string;
  /** The words in the body. */
  readonly surface: string;
  /** Offsets in Unicode code points of the body's source; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}
