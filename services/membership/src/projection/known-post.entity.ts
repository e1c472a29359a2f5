import type { Visibility } from '@wizness/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Projection: who may see a post of content. */
@Entity('known_posts')
export class KnownPost {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column('boolean')
  readonly published: boolean;

  @Column('text')
  readonly visibility: Visibility;

  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly authorId: string | null;

  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly organisationId: string | null;
}
