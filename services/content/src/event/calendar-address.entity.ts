import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The secret address of a member's calendar. Only its digest is stored. */
@Entity('calendar_addresses')
export class CalendarAddress {
  @PrimaryColumn('text', { collation: 'C' })
  readonly memberId: string;

  /** SHA-256 of the token in the address, in hexadecimal. */
  @Index({ unique: true })
  @Column('text')
  readonly tokenSha256: string;

  @Column('timestamptz')
  readonly createdAt: Date;
}
