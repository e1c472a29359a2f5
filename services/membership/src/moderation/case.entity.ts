import { DateTimeScalar, type DecisionGround, type DecisionOrigin } from '@wizness/kernel';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { ModerationAction, ModerationCaseStatus } from './case.enums';

/** Reports about one thing, the decision about it, and the appeal. All that is decided is null before. */
@ObjectType({ description: 'Reports about one thing, the decision, its reasons and the appeal.' })
@Entity('moderation_cases')
@Index('moderation_cases_open_idx', ['targetId'], { unique: true, where: `status = 'OPEN'` })
@Index(['memberId', 'openedAt', 'id'])
@Index(['openedAt', 'id'])
@Index(['flagCount', 'openedAt', 'id'])
export class ModerationCase {
  @Field(() => ID, { description: 'Id of the case.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column({ type: 'text', collation: 'C' })
  readonly targetId: string;

  /** Who wrote it, or who it is about. Null if nobody did, or if erased. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly memberId: string | null;

  @Field(() => ModerationCaseStatus, { description: 'State.' })
  @Column('enum', { enum: ModerationCaseStatus, enumName: 'moderation_case_status' })
  readonly status: ModerationCaseStatus;

  @Column('integer', { default: 0 })
  readonly flagCount: number;

  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  @Column('timestamptz')
  readonly openedAt: Date;

  @Column('enum', { enum: ModerationAction, enumName: 'moderation_action', nullable: true })
  readonly action: ModerationAction | null;

  @Column('text', { nullable: true })
  readonly ground: DecisionGround | null;

  @Column('text', { nullable: true })
  readonly rule: string | null;

  @Column('text', { nullable: true })
  readonly facts: string | null;

  @Column('text', { nullable: true })
  readonly explanation: string | null;

  @Column('text', { nullable: true })
  readonly origin: DecisionOrigin | null;

  @Column('timestamptz', { nullable: true })
  readonly until: Date | null;

  @Column('boolean', { default: false })
  readonly detectedAutomatically: boolean;

  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly moderatorId: string | null;

  @Column('timestamptz', { nullable: true })
  readonly decidedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly appealUntil: Date | null;

  @Column('text', { nullable: true })
  readonly appealText: string | null;

  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly appellantId: string | null;

  @Column('timestamptz', { nullable: true })
  readonly appealedAt: Date | null;

  @Column('boolean', { nullable: true })
  readonly overturned: boolean | null;

  @Column('text', { nullable: true })
  readonly appealReason: string | null;

  @Column('timestamptz', { nullable: true })
  readonly appealDecidedAt: Date | null;

  /** When a moderator lifted the measure without an appeal. */
  @Column('timestamptz', { nullable: true })
  readonly restoredAt: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly closedAt: Date | null;
}
