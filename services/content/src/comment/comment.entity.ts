import { DateTimeScalar, ModerationStatus } from '@wizness/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A comment by a member on a post, or a reply to another comment.' })
@Entity('comments')
// Only comments that are no replies, and are in the list of their post.
@Index('comments_threads_idx', { synchronize: false })
@Index('comments_best_idx', { synchronize: false })
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

  /** Whether its author deleted it, or it was deleted with the account of its author. */
  @Column('boolean', { default: false })
  readonly deleted: boolean;

  /** What moderators did with it. */
  @Column('enum', { enum: ModerationStatus, enumName: 'moderation_status', default: ModerationStatus.VISIBLE })
  readonly moderation: ModerationStatus;

  /** Number of comments below it that are shown. With any, its place in the thread stays when its text goes. */
  @Column('integer', { default: 0 })
  readonly descendantCount: number;

  /** Number of members who reacted to it, without its author. */
  @Column('integer', { default: 0 })
  readonly reactorCount: number;

  @Field(() => Boolean, {
    description: 'Whether it was deleted, hidden or removed. Its replies stay; its author and text are not shown.',
  })
  get removed(): boolean {
    return this.deleted || this.moderation !== ModerationStatus.VISIBLE;
  }
}
