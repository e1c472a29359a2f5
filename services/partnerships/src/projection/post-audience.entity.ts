import type { Visibility } from '@wizness/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who may see a post, as content told last. What is known from a post is seen by whoever may see the post. */
@Entity('post_audiences')
export class PostAudience {
  @PrimaryColumn('text', { collation: 'C' })
  readonly postId: string;

  @Column('boolean')
  readonly published: boolean;

  @Column('text')
  readonly visibility: Visibility;

  /** Null where nobody wrote it, or who did has left. */
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly authorId: string | null;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly organisationId: string | null;
}
