import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RateableKind } from './rateable-kind';

/** What this service must know of a subject that another service owns: that there is such a one, and its kind. */
@Entity('rateable_subjects')
export class RateableSubject {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column('enum', { enum: RateableKind, enumName: 'rateable_kind' })
  readonly kind: RateableKind;
}
