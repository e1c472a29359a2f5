import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A topic of a post, from the latest event of content. */
@Entity('post_topics')
export class PostTopic {
  @PrimaryColumn('text', { collation: 'C' })
  readonly postId: string;

  @Index()
  @PrimaryColumn('text', { collation: 'C' })
  readonly topicSlug: string;
}

/** A topic that content has. */
@Entity('known_topics')
export class KnownTopic {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column({ type: 'text', collation: 'C' })
  readonly slug: string;
}
