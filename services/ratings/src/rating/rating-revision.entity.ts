import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Rating } from './rating.entity';

/** An earlier version of a rating. The current one is in the rating itself. */
@Entity('rating_revisions')
export class RatingRevisionRow {
  @ForeignKey(() => Rating, { onDelete: 'CASCADE' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly ratingId: string;

  @PrimaryColumn('integer')
  readonly revision: number;

  @Column('smallint')
  readonly score: number;

  @Column('text', { nullable: true })
  readonly reviewTitle: string | null;

  @Column('text', { nullable: true })
  readonly reviewBody: string | null;

  @Column('text', { nullable: true })
  readonly reviewLang: string | null;

  @Column('timestamptz')
  readonly createdAt: Date;
}
