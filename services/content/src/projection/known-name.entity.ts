import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A name of something that texts mention and that another service owns: a projection of its events. */
@Entity('known_names')
export class KnownName {
  @PrimaryColumn('text', { collation: 'C' })
  readonly targetId: string;

  @PrimaryColumn('text')
  readonly value: string;

  /** `nameKey` of `value`: equal for all spellings of a name. */
  @Column({ type: 'text', collation: 'C' })
  readonly nameKey: string;

  /** First word of `nameKey`, by which the names that a text may contain are found. */
  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly firstWord: string;
}
