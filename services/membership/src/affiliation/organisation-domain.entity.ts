import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A domain whose email addresses only members of one organisation have. Editors maintain them. */
@Entity('organisation_domains')
export class OrganisationDomain {
  /** Lower case, in ASCII (RFC 5890). A domain belongs to one organisation. */
  @PrimaryColumn('text', { collation: 'C' })
  readonly domain: string;

  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly organisationId: string;
}
