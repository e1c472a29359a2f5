import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The mean score of the posts of one kind, as it was frozen last. Without a row it is the middle of the scale. */
@Entity('rating_means')
export class RatingMean {
  @PrimaryColumn('text', { collation: 'C' })
  readonly kind: string;

  @Column('numeric')
  readonly mean: string;
}
