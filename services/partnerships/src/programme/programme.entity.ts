import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Partnership } from '../partnership/partnership.entity';
import { FactSubject } from '../subject/subject.types';
import { ProgrammeStatus } from './programme.enums';
import { Node } from '../node/node.types';

@Directive('@key(fields: "id")')
@ObjectType({ implements: [FactSubject, Node], description: 'A named programme of one or more organisations.' })
@Entity('programmes')
@Index(['factCount', 'id'])
export class Programme implements FactSubject, Node {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Index({ unique: true })
  @Column({ type: 'text', collation: 'C' })
  readonly slug: string;

  /** The first of its names. */
  @Column('text')
  readonly name: string;

  /** `nameKey` of `name`. */
  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly nameKey: string;

  @Field(() => ProgrammeStatus, { description: 'Status.' })
  @Column('enum', { enum: ProgrammeStatus, enumName: 'programme_status' })
  readonly status: ProgrammeStatus;

  @ForeignKey(() => Programme)
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly parentId: string | null;

  @Index()
  @ForeignKey(() => Partnership)
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly partnershipId: string | null;

  @Column('integer', { default: 1 })
  readonly version: number;

  /** How many current facts everybody may see. Triggers keep it; only lists read it, in SQL. */
  @Column('integer', { default: 0, select: false })
  readonly factCount: number;
}
