import { ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';

/** There is a row only for an article that reports on something. */
@ObjectType({ description: 'What only an article has.' })
@Entity('article_details')
export class ArticleDetails {
  /** Of the post itself. */
  @ForeignKey(() => Post)
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @ForeignKey(() => Post)
  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly reportsOnId: string;

  /** Filled by the queries that join it. */
  readonly post?: Post;
}
