import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';
import { Topic } from './topic.entity';

/** A topic of a post. */
@Entity('taggings')
@Index(['postId', 'position'], { unique: true })
@Index(['topicId', 'postId'], { unique: true })
@Index(['topicId', 'sortedAt', 'postId'])
export class Tagging {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @ForeignKey(() => Post)
  @Column({ type: 'text', collation: 'C' })
  readonly postId: string;

  @ForeignKey(() => Topic)
  @Column({ type: 'text', collation: 'C' })
  readonly topicId: string;

  /** Position among the topics of the post, from 0. */
  @Column('integer')
  readonly position: number;

  /** When the post was published, or changed if it was not: the order of lists of posts. Triggers copy it from the post. */
  @Column({ type: 'timestamptz', insert: false, update: false })
  readonly sortedAt: Date;

  /** Set by queries that join it. */
  readonly post?: Post;
}
