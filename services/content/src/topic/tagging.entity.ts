import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';
import { Topic } from './topic.entity';

/** A post filed under a topic. */
@Entity('taggings')
@Index(['postId', 'position'], { unique: true })
@Index(['topicId', 'postId'], { unique: true })
export class Tagging {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @ForeignKey(() => Post)
  @Column({ type: 'text', collation: 'C' })
  readonly postId: string;

  @ForeignKey(() => Topic)
  @Column({ type: 'text', collation: 'C' })
  readonly topicId: string;

  /** Place among the topics of the post. */
  @Column('integer')
  readonly position: number;

  /** Filled by the queries that join it. */
  readonly topic?: Topic;

  /** Filled by the queries that join it. */
  readonly post?: Post;
}
