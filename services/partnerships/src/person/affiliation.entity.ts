import { FuzzyDate, fuzzyDateColumn } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Fact } from '../fact/fact.entity';
import { Organisation } from '../organisation/organisation.entity';
import { Person } from './person.entity';
import { RoleCode } from './person.enums';

@ObjectType({ description: 'What a person is or was in an organisation, as far as a fact says so.' })
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

  @Field(() => RoleCode, { description: 'The role, for a program to tell.' })
  @Column('enum', { enum: RoleCode, enumName: 'role_code' })
  readonly roleCode: RoleCode;

  @Field(() => FuzzyDate, { nullable: true, description: 'When it began; null when not known.' })
  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly since: FuzzyDate | null;

  @Field(() => FuzzyDate, { nullable: true, description: 'When it ended; null when it lasts, or when not known.' })
  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly until: FuzzyDate | null;

  /** The fact that says so. A row whose fact counts no more is not shown. */
  @ForeignKey(() => Fact)
  @Column({ type: 'text', collation: 'C' })
  readonly factId: string;
}
