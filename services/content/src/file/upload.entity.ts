import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A file that a member may send, or has sent. */
@Entity('uploads')
export class Upload {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly memberId: string;

  @Column('text')
  readonly fileName: string;

  /** As declared. */
  @Column('integer')
  readonly bytes: number;

  /** SHA-256 of the token in the address. */
  @Column('text')
  readonly tokenHash: string;

  @Index()
  @Column('timestamptz')
  readonly createdAt: Date;

  /** When the bytes arrived. Null before. */
  @Column('timestamptz', { nullable: true })
  readonly receivedAt: Date | null;

  /** When it was attached, or refused as what it is. The row stays for the quota of a day. */
  @Column('timestamptz', { nullable: true })
  readonly endedAt: Date | null;
}
