import { DateTimeScalar } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';

@ObjectType({ description: 'Properties of a challenge.' })
@Entity('challenge_details')
export class ChallengeDetails {
  /** Id of the post. */
  @ForeignKey(() => Post)
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Field(() => String, { description: 'Question to the community.' })
  @Column('text')
  readonly question: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Start of the time for answers. Null: open from publication.',
  })
  @Column('timestamptz', { nullable: true })
  readonly opensAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'End of the time for answers. Null: no end.' })
  @Column('timestamptz', { nullable: true })
  readonly closesAt: Date | null;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly hostId: string | null;

  /** Markdown. */
  @Column({ type: 'text', name: 'outcome', nullable: true })
  readonly outcomeSource: string | null;
}
