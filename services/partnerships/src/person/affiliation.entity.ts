import { FuzzyDate, fuzzyDateColumn } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Fact } from '../fact/fact.entity';
import { Organisation } from '../organisation/organisation.entity';
import { Person } from './person.entity';
import { RoleCode } from './person.enums';

@ObjectType({ description: 'Role of a person in an organisation, as stated by a fact.' })
@Entity('affiliations')
@Unique(['personId', 'organisationId', 'role'])
export class Affiliation {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  readonly id: string;

  @ForeignKey(() => Person)
  @Column({ type: 'text', collation: 'C' })
  readonly personId: string;

  @Index()
  @ForeignKey(() => Organisation)
  @Column({ type: 'text', collation: 'C' })
  readonly organisationId: string;

  @Field(() => String, { description: 'The role, in the words of its source.' })
  @Column('text')
  readonly role: string;

  @Field(() => RoleCode, { description: 'The role as a code.' })
  @Column('enum', { enum: RoleCode, enumName: 'role_code' })
  readonly roleCode: RoleCode;

  @Field(() => FuzzyDate, { nullable: true, description: 'Start; null when not known.' })
  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly since: FuzzyDate | null;

  @Field(() => FuzzyDate, { nullable: true, description: 'End; null if it has not ended, or when not known.' })
  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly until: FuzzyDate | null;

  /** The fact that states it. The row is hidden once this fact is superseded or retracted. */
  @ForeignKey(() => Fact)
  @Column({ type: 'text', collation: 'C' })
  readonly factId: string;
}
