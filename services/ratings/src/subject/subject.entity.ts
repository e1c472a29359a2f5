import type { Visibility } from '@wizness/kernel';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { RateableKind } from './subject.enums';

/**
 * What this service must know of a subject that another service owns: that there is such a one, its kind, and who may
 * see it where it is a post. The audience is null for what is not a post, and for a post of which nobody has told it.
 */
@Entity('rateable_subjects')
@Index(['authorId'])
export class RateableSubject {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column('enum', { enum: RateableKind, enumName: 'rateable_kind' })
  readonly kind: RateableKind;

  @Column('boolean', { nullable: true })
  readonly published: boolean | null;

  /** Text, because which there are is not ours to say: one that we do not know opens the post to nobody. */
  @Column('text', { nullable: true })
  readonly visibility: Visibility | null;

  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly authorId: string | null;

  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly organisationId: string | null;
}
