import { DateTimeScalar } from '@wizness/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A comment by a member on a post, or a reply to another comment.' })
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

  @Field(() => Int, { description: 'Number of comments above it: 0 for a comment on the post itself.' })
  @Column('integer')
  readonly depth: number;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly authorId: string | null;

  @Column('text')
  readonly bodySource: string;

  @Field(() => DateTimeScalar, { description: 'Time at which it was written.' })
  @Column('timestamptz')
  readonly createdAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Time of the last change. Null if it has not been changed.',
  })
  @Column('timestamptz', { nullable: true })
  readonly editedAt: Date | null;

  @Field(() => Boolean, {
    description: 'Whether it has been removed. A removed comment keeps its replies; its author and text are not shown.',
  })
  @Column('boolean', { default: false })
  readonly removed: boolean;
}
