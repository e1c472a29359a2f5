import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';

/** A post that answers a challenge. */
@Entity('contributions')
@Index(['challengeId', 'postId'], { unique: true })
export class Contribution {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @ForeignKey(() => Post)
  @Column({ type: 'text', collation: 'C' })
  readonly challengeId: string;

  @ForeignKey(() => Post)
  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly postId: string;

  /** Set by queries that join it. */
  readonly post?: Post;
}
