import { FuzzyDate, fuzzyDateColumn } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Fact } from '../fact/fact.entity';
import { Organisation } from '../organisation/organisation.entity';
import { Partnership } from '../partnership/partnership.entity';
import { Programme } from '../programme/programme.entity';
import type { DimensionValues } from '../subject/subject.types';
import { ParticipationRole } from './participation.enums';

/** Either in a programme or in a partnership. `organisationId` is null for a collective without a known organisation. */
@ObjectType({ description: 'Participation of an organisation in a partnership or programme, as stated by a fact.' })
@Entity('participations')
@Check('participations_check', 'num_nonnulls(programme_id, partnership_id) = 1')
export class Participation {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  readonly id: string;

  @Index()
  @ForeignKey(() => Organisation)
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly organisationId: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words of the source for a collective of which no single organisation is known: `une cinquantaine d’acteurs`. Null if `organisation` is given.',
  })
  @Column('text', { nullable: true })
  readonly collective: string | null;

  @Index()
  @ForeignKey(() => Programme)
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly programmeId: string | null;

  @Index()
  @ForeignKey(() => Partnership)
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly partnershipId: string | null;

  @Field(() => ParticipationRole, { description: 'Role of the organisation.' })
  @Column('enum', { enum: ParticipationRole, enumName: 'participation_role' })
  readonly role: ParticipationRole;

  @Field(() => FuzzyDate, { nullable: true, description: 'Start; null when not known.' })
  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly since: FuzzyDate | null;

  @Field(() => FuzzyDate, { nullable: true, description: 'End; null if it has not ended, or when not known.' })
  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly until: FuzzyDate | null;

  @Column('jsonb')
  readonly dimensionValues: DimensionValues;

  /** The fact that states it. The row is hidden once this fact is superseded or retracted. */
  @ForeignKey(() => Fact)
  @Column({ type: 'text', collation: 'C' })
  readonly factId: string;
}
