import { DateTimeScalar, Role } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

/** One entry of the log of roles. */
@ObjectType({ description: 'A change of the roles of a member.' })
@Entity('role_changes')
@Index(['memberId', 'changedAt', 'id'])
export class RoleChange {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column({ type: 'text', collation: 'C' })
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  readonly memberId: string;

  /** Null for the operator's command, and for an erased administrator. */
  @Index()
  @Column({ type: 'text', collation: 'C', nullable: true })
  @ForeignKey(() => Member, { onDelete: 'SET NULL' })
  readonly changedById: string | null;

  @Field(() => [Role], { description: 'Roles before.' })
  @Column('enum', { enum: Role, enumName: 'role', array: true })
  readonly before: readonly Role[];

  @Field(() => [Role], { description: 'Roles after.' })
  @Column('enum', { enum: Role, enumName: 'role', array: true })
  readonly after: readonly Role[];

  @Field(() => String, { nullable: true, description: 'Why; null if not stated.' })
  @Column('text', { nullable: true })
  readonly reason: string | null;

  @Field(() => DateTimeScalar, { description: 'When.' })
  @Column('timestamptz')
  readonly changedAt: Date;
}
