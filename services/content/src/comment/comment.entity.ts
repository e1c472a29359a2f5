import { DateTimeScalar } from '@wizness/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'What a member says about a post, or about another comment.' })
@Entity('comments')
@Index(['postId', 'createdAt', 'id'])
@Index(['parentId', 'createdAt', 'id'])
@Index(['authorId'])
export class Comment {
  @Field(() => ID, { description: 'Id of the comment.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @ForeignKey(() => Post)
  @Column({ type: 'text', collation: 'C' })
  readonly postId: string;

  @ForeignKey(() => Comment)
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly parentId: string | null;

  @Field(() => Int, { description: 'How many comments stand above it: 0 for one that answers the post itself.' })
  @Column('integer')
  readonly depth: number;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly authorId: string | null;

  @Column('text')
  readonly bodySource: string;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  @Column('timestamptz')
  readonly createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last changed; null where it never was.' })
  @Column('timestamptz', { nullable: true })
  readonly editedAt: Date | null;

  @Field(() => Boolean, {
    description: 'Whether it was taken away: its replies stay, its author and words do not show.',
  })
  @Column('boolean', { default: false })
  readonly removed: boolean;
}
