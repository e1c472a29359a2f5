import { ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';

/** A row exists only for an article that reports on an event. */
@ObjectType({ description: 'Properties of an article.' })
@Entity('article_details')
export class ArticleDetails {
  /** Id of the post. */
  @ForeignKey(() => Post)
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @ForeignKey(() => Post)
  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly reportsOnId: string;

  /** Set by queries that join it. */
  readonly post?: Post;
}
