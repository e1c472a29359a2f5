import type { Visibility } from '@wizness/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who may see a post, from the latest event of content. Facts cited from a post are visible to the same viewers. */
@Entity('post_audiences')
export class PostAudience {
  @PrimaryColumn('text', { collation: 'C' })
  readonly postId: string;

  @Column('boolean')
  readonly published: boolean;

  @Column('text')
  readonly visibility: Visibility;

  /** Null if it has no author, or if the author was erased. */
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly authorId: string | null;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly organisationId: string | null;
}
