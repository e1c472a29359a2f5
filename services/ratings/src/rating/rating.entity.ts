import { DateTimeScalar } from '@wizness/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { RateableSubject } from '../subject/subject.entity';
import { ModerationStatus } from './rating.enums';

/** What one member gave one subject. There is never a second one of theirs: rating again revises it. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'The score one member gave one subject, perhaps with a review.' })
@Entity('ratings')
@Index(['subjectId', 'memberId'], { unique: true })
@Index(['subjectId', 'updatedAt'])
@Index(['memberId', 'createdAt', 'id'])
@Check('ratings_score_check', 'score BETWEEN 1 AND 5')
export class Rating {
  @Field(() => ID, { description: 'Id of the rating.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @ForeignKey(() => RateableSubject)
  @Column({ type: 'text', collation: 'C' })
  readonly subjectId: string;

  /** Null once they have left. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly memberId: string | null;

  @Field(() => Int, { description: '1 (worst) to 5 (best).' })
  @Column('smallint')
  readonly score: number;

  @Column('text', { nullable: true })
  readonly reviewTitle: string | null;

  @Column('text', { nullable: true })
  readonly reviewBody: string | null;

  @Column('text', { nullable: true })
  readonly reviewLang: string | null;

  @Field(() => Int, { description: '1 when first given, one more each time the member changed it.' })
  @Column('integer')
  readonly revision: number;

  @Field(() => ModerationStatus, { description: 'Whether it is shown.' })
  @Column('enum', { enum: ModerationStatus, enumName: 'moderation_status' })
  readonly status: ModerationStatus;

  @Field(() => Int, { description: 'How many members found it helpful.' })
  @Column('integer', { default: 0 })
  readonly helpful: number;

  @Field(() => Int, { description: 'How many members found it not helpful.' })
  @Column('integer', { default: 0 })
  readonly unhelpful: number;

  @Field(() => DateTimeScalar, { description: 'When it was first given.' })
  @Column('timestamptz')
  readonly createdAt: Date;

  @Field(() => DateTimeScalar, { description: 'When the member last changed it.' })
  @Column('timestamptz')
  readonly updatedAt: Date;
}
