import { Entity, PrimaryColumn } from 'typeorm';

/** What this service must know of a topic or an organisation, which another one owns: that there is such a one. */
@Entity('known_entities')
export class KnownEntity {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;
}
