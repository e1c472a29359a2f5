import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Rating } from '../rating/rating.entity';

/** The answer of the rated organisation to a rating. There is at most one. */
@Entity('rating_replies')
@Index(['memberId'])
export class Reply {
  @ForeignKey(() => Rating, { onDelete: 'CASCADE' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly ratingId: string;

  /** Null after the member has been erased. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly memberId: string | null;

  /** The organisation for which they answered. It stays if the affiliation ends. */
  @Column({ type: 'text', collation: 'C' })
  readonly organisationId: string;

  @Column('text')
  readonly body: string;

  /** Revision of the rating that it answers. */
  @Column('integer')
  readonly ratingRevision: number;

  @Column('timestamptz')
  readonly createdAt: Date;
}
