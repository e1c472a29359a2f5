import { FuzzyDate, fuzzyDateColumn } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Fact } from '../fact/fact.entity';
import { Organisation } from '../organisation/organisation.entity';
import { Partnership } from '../partnership/partnership.entity';
import { Programme } from '../programme/programme.entity';
import type { DimensionValues } from '../subject/subject.types';
import { ParticipationRole } from './participation.enums';

/** Either in a programme or in a partnership. `organisationId` is null for a collective of which no member is known. */
@ObjectType({ description: 'That an organisation takes or took part in something, as far as a fact says so.' })
@Entity('participations')
@Check('participations_check', 'num_nonnulls(programme_id, partnership_id) = 1')
export class Participation {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  readonly id: string;

  @Index()
  @ForeignKey(() => Organisation)
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly organisationId: string | null;

  @Index()
  @ForeignKey(() => Programme)
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly programmeId: string | null;

  @Index()
  @ForeignKey(() => Partnership)
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly partnershipId: string | null;

  @Field(() => ParticipationRole, { description: 'What it does there.' })
  @Column('enum', { enum: ParticipationRole, enumName: 'participation_role' })
  readonly role: ParticipationRole;

  @Field(() => FuzzyDate, { nullable: true, description: 'When it began; null when not known.' })
  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly since: FuzzyDate | null;

  @Field(() => FuzzyDate, { nullable: true, description: 'When it ended; null when it lasts, or when not known.' })
  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly until: FuzzyDate | null;

  @Column('jsonb')
  readonly dimensionValues: DimensionValues;

  /** The fact that says so. A row whose fact counts no more is not shown. */
  @ForeignKey(() => Fact)
  @Column({ type: 'text', collation: 'C' })
  readonly factId: string;
}
