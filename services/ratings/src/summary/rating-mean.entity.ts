import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RateableKind } from '../subject/subject.enums';

/** The mean score of a kind, as it was computed last. Without a row it is the middle of the scale. Only SQL reads it. */
@Entity('rating_means')
export class RatingMean {
  @PrimaryColumn('enum', { enum: RateableKind, enumName: 'rateable_kind' })
  readonly kind: RateableKind;

  @Column('numeric')
  readonly mean: string;
}
