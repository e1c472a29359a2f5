import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { ModerationStatus } from './moderation-status';

/** What moderators decided in one case. The strictest measure that is in force is what readers see. */
@Entity('measures')
@Index(['targetId'])
export class Measure {
  @PrimaryColumn('text', { collation: 'C' })
  readonly caseId: string;

  @Column({ type: 'text', collation: 'C' })
  readonly targetId: string;

  @Column('enum', { enum: ModerationStatus, enumName: 'moderation_status' })
  readonly status: ModerationStatus;

  /** Null: it has no end. */
  @Column('timestamptz', { nullable: true })
  readonly until: Date | null;

  @Column('timestamptz')
  readonly decidedAt: Date;

  /** When it ended: restored, overturned, or its time was over. Null while it is in force. */
  @Column('timestamptz', { nullable: true })
  readonly liftedAt: Date | null;
}
