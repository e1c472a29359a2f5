import { Entity, PrimaryColumn } from 'typeorm';

/** Projection: the id of a topic or an organisation of another service, which members can follow or work for. */
@Entity('known_entities')
export class KnownEntity {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;
}
