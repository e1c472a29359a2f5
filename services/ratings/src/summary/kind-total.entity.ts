import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RateableKind } from '../subject/subject.enums';

/**
 * A connection adds to one of this many rows of a kind, so that ratings of one kind do not wait for each other. One more row is
 * for changes of subjects.
 */
export const TOTAL_SLOTS = 8;

/**
 * A part of the sums over the summaries of all public subjects of one kind; the parts together are the whole. Triggers keep it up to date, in the
 * transaction that changes a summary or a subject. Only SQL reads it.
 */
@Entity('kind_totals')
export class KindTotal {
  @PrimaryColumn('enum', { enum: RateableKind, enumName: 'rateable_kind' })
  readonly kind: RateableKind;

  /** From 0 to {@link TOTAL_SLOTS}, included. */
  @PrimaryColumn('smallint')
  readonly slot: number;

  @Column('bigint')
  readonly count: string;

  @Column('bigint')
  readonly sum: string;
}
