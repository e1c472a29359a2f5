import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';

@ObjectType({ description: 'Properties of a good practice.' })
@Entity('good_practice_details')
export class GoodPracticeDetails {
  /** Id of the post. */
  @ForeignKey(() => Post)
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Field(() => String, { nullable: true, description: 'Problem that it solves. Null if not given.' })
  @Column('text', { nullable: true })
  readonly problem: string | null;

  @Field(() => String, { nullable: true, description: 'What was done. Null if not given.' })
  @Column('text', { nullable: true })
  readonly approach: string | null;

  @Field(() => String, { nullable: true, description: 'Results. Null if not given.' })
  @Column('text', { nullable: true })
  readonly results: string | null;

  @Field(() => String, { nullable: true, description: 'Lessons for others. Null if not given.' })
  @Column('text', { nullable: true })
  readonly lessons: string | null;

  @Column('text', { array: true })
  readonly organisationIds: readonly string[];
}
