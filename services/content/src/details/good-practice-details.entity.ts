import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';

@ObjectType({ description: 'What only a good practice has.' })
@Entity('good_practice_details')
export class GoodPracticeDetails {
  /** Of the post itself. */
  @ForeignKey(() => Post)
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Field(() => String, { nullable: true, description: 'What was wrong before; null where not said.' })
  @Column('text', { nullable: true })
  readonly problem: string | null;

  @Field(() => String, { nullable: true, description: 'What was done about it; null where not said.' })
  @Column('text', { nullable: true })
  readonly approach: string | null;

  @Field(() => String, { nullable: true, description: 'What came of it; null where not said.' })
  @Column('text', { nullable: true })
  readonly results: string | null;

  @Field(() => String, { nullable: true, description: 'What others may learn from it; null where not said.' })
  @Column('text', { nullable: true })
  readonly lessons: string | null;

  @Column('text', { array: true })
  readonly organisationIds: readonly string[];
}
