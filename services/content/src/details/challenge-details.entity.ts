import { DateTimeScalar } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';

@ObjectType({ description: 'What only a challenge has.' })
@Entity('challenge_details')
export class ChallengeDetails {
  /** Of the post itself. */
  @ForeignKey(() => Post)
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Field(() => String, { description: 'What the community is asked.' })
  @Column('text')
  readonly question: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From when on answers are welcome; null: from the start.',
  })
  @Column('timestamptz', { nullable: true })
  readonly opensAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when answers are welcome; null: without end.' })
  @Column('timestamptz', { nullable: true })
  readonly closesAt: Date | null;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly hostId: string | null;
}
