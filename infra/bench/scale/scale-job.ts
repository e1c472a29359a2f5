import type { HotSubjects } from './hot-subjects';

/** An operation to measure, and what it may read. */
export interface ScaleJob {
  readonly name: string;
  readonly operation: string;
  readonly variables: (hot: HotSubjects) => object;
  /** Sent by the member who follows many or few things, or by an analyst; otherwise by a visitor. */
  readonly as?: 'many' | 'few' | 'staff';
  /** Whether the page after 20,000 items is measured, or the last one of a shorter list. The operation takes `first` and `after`. */
  readonly isDeep?: boolean;
  /** Buffers of all statements together at scale 10, at most. */
  readonly buffers: number;
  /** Buffers at scale 10 divided by those at scale 1, at most. */
  readonly ratio: number;
  /** Time of all statements in the database at scale 10, in milliseconds, at most. */
  readonly milliseconds: number;
}
