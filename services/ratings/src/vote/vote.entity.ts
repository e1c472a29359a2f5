import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Rating } from '../rating/rating.entity';

/** Whether a member found a rating helpful. */
@Entity('rating_votes')
@Index(['memberId'])
export class Vote {
  @PrimaryColumn('text', { collation: 'C' })
  @ForeignKey(() => Rating)
  readonly ratingId: string;

  @PrimaryColumn('text', { collation: 'C' })
  readonly memberId: string;

  @Column('boolean')
  readonly helpful: boolean;
}
