import { Entity, PrimaryColumn } from 'typeorm';

/** A confirmed affiliation of a member with an organisation, from the events of membership. */
@Entity('affiliations')
export class Affiliation {
  @PrimaryColumn('text', { collation: 'C' })
  readonly memberId: string;

  @PrimaryColumn('text', { collation: 'C' })
  readonly organisationId: string;
}
