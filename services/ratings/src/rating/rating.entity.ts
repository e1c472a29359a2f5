import { DateTimeScalar, ModerationStatus } from '@wizness/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Subject } from '../subject/subject.entity';

/** A member's rating of a subject. There is at most one: rating again changes it. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'The score that a member gave a subject, with an optional review.' })
@Entity('ratings')
@Index(['subjectId', 'memberId'], { unique: true })
@Index(['subjectId', 'updatedAt'])
@Index(['memberId', 'createdAt', 'id'])
// With conditions and expressions, which a decorator cannot express: one for each order of a subject's ratings.
@Index('ratings_newest_idx', { synchronize: false })
@Index('ratings_highest_idx', { synchronize: false })
@Index('ratings_lowest_idx', { synchronize: false })
@Index('ratings_helpful_idx', { synchronize: false })
@Index('ratings_helpful_reviews_idx', { synchronize: false })
@Check('ratings_score_check', 'score BETWEEN 1 AND 5')
export class Rating {
  @Field(() => ID, { description: 'Id of the rating.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @ForeignKey(() => Subject)
  @Column({ type: 'text', collation: 'C' })
  readonly subjectId: string;

  /** Null after the member has been erased. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly memberId: string | null;

  @Field(() => Int, { description: 'Score: 1 (worst) to 5 (best).' })
  @Column('smallint')
  readonly score: number;

  @Column('text', { nullable: true })
  readonly reviewTitle: string | null;

  @Column('text', { nullable: true })
  readonly reviewBody: string | null;

  @Column('text', { nullable: true })
  readonly reviewLang: string | null;

  @Field(() => Int, { description: 'Number of the revision: 1 for a new rating, 1 more with each change.' })
  @Column('integer')
  readonly revision: number;

  @Field(() => ModerationStatus, { description: 'Whether the rating is shown, as moderation decided.' })
  @Column('enum', { enum: ModerationStatus, enumName: 'moderation_status' })
  readonly status: ModerationStatus;

  /** Whether its author took it back. The row stays: rating again brings it back. */
  @Column('boolean', { default: false })
  readonly takenBack: boolean;

  @Field(() => Int, { description: 'Number of members who found the rating helpful.' })
  @Column('integer', { default: 0 })
  readonly helpful: number;

  @Field(() => Int, { description: 'Number of members who found the rating not helpful.' })
  @Column('integer', { default: 0 })
  readonly unhelpful: number;

  @Field(() => DateTimeScalar, { description: 'When the member first rated the subject.' })
  @Column('timestamptz')
  readonly createdAt: Date;

  @Field(() => DateTimeScalar, { description: 'When the member last changed the rating.' })
  @Column('timestamptz')
  readonly updatedAt: Date;
}
