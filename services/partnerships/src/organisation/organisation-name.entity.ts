import { FuzzyDate, fuzzyDateColumn, LanguageTagScalar } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Organisation } from './organisation.entity';
import { NameKind } from './organisation.enums';

/** Each spelling is one row, even if several share a `nameKey`. */
@ObjectType({ description: 'A name that an organisation has or had.' })
@Entity('organisation_names')
@Unique(['organisationId', 'value'])
@Index('organisation_names_similar_idx', { synchronize: false })
export class OrganisationName {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  readonly id: string;

  @ForeignKey(() => Organisation)
  @Column({ type: 'text', collation: 'C' })
  readonly organisationId: string;

  @Field(() => String, { description: 'The name, in the spelling of its source.' })
  @Column('text')
  readonly value: string;

  /** `nameKey` of `value`. */
  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly nameKey: string;

  @Field(() => NameKind, { description: 'Kind of name.' })
  @Column('enum', { enum: NameKind, enumName: 'name_kind' })
  readonly kind: NameKind;

  @Field(() => LanguageTagScalar, {
    nullable: true,
    description: 'Language of the name, BCP 47; null if it is the same in all languages.',
  })
  @Column('text', { nullable: true })
  readonly lang: string | null;

  @Field(() => FuzzyDate, { nullable: true, description: 'When the organisation took the name; null when not known.' })
  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly since: FuzzyDate | null;

  @Field(() => FuzzyDate, {
    nullable: true,
    description: 'When it gave the name up; null if it still has it, or when not known.',
  })
  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly until: FuzzyDate | null;

  /** First possible day of `since`. Null: no bound is known. */
  @Column('date', { nullable: true })
  readonly fromEarliest: string | null;

  /** Last possible day of `until`. Null: no bound is known. */
  @Column('date', { nullable: true })
  readonly toLatest: string | null;
}
