import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Programme } from './programme.entity';

/** A name by which a programme can be found. */
@Entity('programme_names')
export class ProgrammeName {
  @ForeignKey(() => Programme)
  @PrimaryColumn('text', { collation: 'C' })
  readonly programmeId: string;

  @PrimaryColumn('text')
  readonly value: string;

  /** `nameKey` of `value`. */
  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly nameKey: string;
}
