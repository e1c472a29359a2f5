import type { Visibility } from '@wizness/kernel';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { RateableKind } from './subject.enums';

/**
 * Something that can be rated and that another service owns: its id, its kind and, for a post, its audience. The audience
 * columns are null for other kinds, and for a post whose audience is not known yet: such a post is hidden.
 */
@Entity('rateable_subjects')
@Index(['authorId'])
export class Subject {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column('enum', { enum: RateableKind, enumName: 'rateable_kind' })
  readonly kind: RateableKind;

  @Column('boolean', { nullable: true })
  readonly published: boolean | null;

  /** Text, not an enum of the database: content may add values. */
  @Column('text', { nullable: true })
  readonly visibility: Visibility | null;

  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly authorId: string | null;

  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly organisationId: string | null;
}
