import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Rating } from '../rating/rating.entity';

/** Whether one member found one rating helpful. */
@Entity('rating_votes')
@Index(['memberId'])
export class RatingVote {
  @PrimaryColumn('text', { collation: 'C' })
  @ForeignKey(() => Rating)
  readonly ratingId: string;

  @PrimaryColumn('text', { collation: 'C' })
  readonly memberId: string;

  @Column('boolean')
  readonly helpful: boolean;
}
