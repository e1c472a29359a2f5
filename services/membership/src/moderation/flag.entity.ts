import type { FlagReason } from '@wizness/kernel';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ModerationCase } from './case.entity';

/** A report of a member, or of a person without an account, who left a name and an address. */
@Entity('moderation_flags')
@Index(['caseId'])
@Index(['memberId'])
export class FlagRow {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @ForeignKey(() => ModerationCase, { onDelete: 'CASCADE' })
  @Column({ type: 'text', collation: 'C' })
  readonly caseId: string;

  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly memberId: string | null;

  @Column('text')
  readonly reason: FlagReason;

  @Column('text', { nullable: true })
  readonly note: string | null;

  @Column('text', { nullable: true })
  readonly reporterName: string | null;

  @Column('text', { nullable: true })
  readonly reporterEmail: string | null;

  @Column('text', { nullable: true })
  readonly reporterLocale: string | null;

  @Column('timestamptz')
  readonly createdAt: Date;
}
