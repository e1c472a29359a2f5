import { DateTimeScalar, FuzzyDate, fuzzyDateColumn, Wording } from '@wizness/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Node } from '../node/node.types';
import { FactProperty } from '../property/property.entity';
import { UnitRow } from '../property/unit.entity';
import type { DataIssue } from '../parsing/issue';
import type { DimensionValues } from '../subject/subject.types';
import { knownToColumn } from '../time/known-to';
import { Confidence, FactMeasure, FactRank, FactStatus, ValuePresence } from './fact.enums';

/**
 * One version of one claim of one document. A changed claim gets a new row; the old row stays with the time at which it
 * was superseded, so that the state at any time can be read.
 */
@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  description: 'One version of a statement about a subject, with its sources and doubts.',
})
@Entity('facts')
@Check('facts_check', 'lower <= upper')
@Check('facts_known_check', 'known_from < known_to')
@Index(['documentKey', 'claimKey', 'version'], { unique: true })
@Index('facts_then_idx', ['subjectId', 'propertyKey', 'measure', 'id', 'knownFrom', 'knownTo'])
@Index('facts_public_idx', { synchronize: false })
@Index('facts_current_idx', { synchronize: false })
@Index('facts_property_current_idx', { synchronize: false })
@Index('facts_recorded_idx', { synchronize: false })
@Index('facts_due_idx', { synchronize: false })
@Index('facts_value_idx', { synchronize: false })
@Index('facts_with_issues_idx', { synchronize: false })
@Index('facts_due_place_idx', { synchronize: false })
@Index('facts_entity_idx', { synchronize: false })
@Index('facts_rank_idx', { synchronize: false })
export class Fact implements Node {
  @Field(() => ID, { description: 'Id of this version of the fact.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column({ type: 'text', collation: 'C' })
  readonly subjectId: string;

  @ForeignKey(() => FactProperty)
  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly propertyKey: string;

  @Field(() => FactMeasure, { description: 'What kind of value it is: actual, target, baseline …' })
  @Column('enum', { enum: FactMeasure, enumName: 'fact_measure' })
  readonly measure: FactMeasure;

  @Field(() => ValuePresence, { description: 'Whether there is a value, and if not, why.' })
  @Column('enum', { enum: ValuePresence, enumName: 'value_presence' })
  readonly presence: ValuePresence;

  @Column('numeric', { nullable: true })
  readonly amount: string | null;

  @Column('numeric', { nullable: true })
  readonly lower: string | null;

  @Column('numeric', { nullable: true })
  readonly upper: string | null;

  @ForeignKey(() => UnitRow)
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly unitCode: string | null;

  @Column('boolean')
  readonly approximate: boolean;

  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly dateValue: FuzzyDate | null;

  @Column('date', { nullable: true })
  readonly dateEarliest: string | null;

  @Column('date', { nullable: true })
  readonly dateLatest: string | null;

  @Column('text', { nullable: true })
  readonly textValue: string | null;

  @Column('text', { nullable: true })
  readonly textLang: string | null;

  /** Of the text value. SOURCE for facts without one. */
  @Column('enum', { enum: Wording, enumName: 'wording', default: Wording.SOURCE })
  readonly wording: Wording;

  @Column('boolean')
  readonly quoted: boolean;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly saidById: string | null;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly entityId: string | null;

  @Column('boolean', { nullable: true })
  readonly booleanValue: boolean | null;

  /** The words of the quote from which the value was read. */
  @Column('text', { nullable: true })
  readonly raw: string | null;

  /** Match key of the text value and of `raw`, each on a line. Only text filters read it, in SQL. */
  @Index('facts_words_idx', { type: 'gin' })
  @Column({ type: 'text', collation: 'C', select: false })
  readonly words: string;

  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly validFrom: FuzzyDate | null;

  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly validTo: FuzzyDate | null;

  /** First and last possible day of the begin of its period, then of its end. Null: no such bound is known. */
  @Column('date', { nullable: true })
  readonly fromEarliest: string | null;

  @Column('date', { nullable: true })
  readonly fromLatest: string | null;

  @Column('date', { nullable: true })
  readonly toEarliest: string | null;

  @Column('date', { nullable: true })
  readonly toLatest: string | null;

  @Field(() => FuzzyDate, {
    nullable: true,
    description: 'Date by which a target is to be reached; null when not stated.',
  })
  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly due: FuzzyDate | null;

  @Column('date', { nullable: true })
  readonly dueEarliest: string | null;

  @Column('date', { nullable: true })
  readonly dueLatest: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Country it applies to, ISO 3166-1 alpha-2: `FR`; null when not limited to one country.',
  })
  @Column('text', { nullable: true })
  readonly country: string | null;

  /** Further limits of the statement. Two facts with different dimensions are different statements. */
  @Column('jsonb')
  readonly dimensionValues: DimensionValues;

  @Field(() => Confidence, { description: 'How certain the reviewer is.' })
  @Column('enum', { enum: Confidence, enumName: 'confidence' })
  readonly confidence: Confidence;

  @Column('jsonb')
  readonly issues: readonly DataIssue[];

  @Field(() => FactRank, { description: 'Whether an editor prefers it to other facts about the same thing.' })
  @Column('enum', { enum: FactRank, enumName: 'fact_rank' })
  readonly rank: FactRank;

  @Field(() => FactStatus, { description: 'Review status.' })
  @Column('enum', { enum: FactStatus, enumName: 'fact_status' })
  readonly status: FactStatus;

  /** Status given by review. `status` returns to it when nothing contradicts the fact any more. */
  @Column('enum', { enum: FactStatus, enumName: 'fact_status' })
  readonly reviewedStatus: FactStatus;

  @Field(() => String, {
    nullable: true,
    description: 'How it was calculated from `derivedFrom`; null if it was not calculated.',
  })
  @Column('text', { nullable: true })
  readonly formula: string | null;

  @Column('text', { array: true })
  readonly derivedFromIds: readonly string[];

  @Column({ type: 'text', collation: 'C' })
  readonly documentKey: string;

  @Column({ type: 'text', collation: 'C' })
  readonly claimKey: string;

  @Field(() => Int, { description: 'Version number of the claim, from 1.' })
  @Column('integer')
  readonly version: number;

  @Field(() => String, {
    nullable: true,
    description: 'Why this version was made; null if its document states it so. Empty if who wrote it has been erased.',
  })
  @Column('text', { nullable: true })
  readonly reason: string | null;

  /** SHA-256 of everything the claim states. An equal fingerprint means an unchanged claim. */
  @Column('text')
  readonly fingerprint: string;

  /** SHA-256 of the statement alone, without source and confidence. Facts with the same key state the same. */
  @Index()
  @Column('text')
  readonly statementKey: string;

  @ForeignKey(() => Fact)
  @Index({ unique: true })
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly supersedesId: string | null;

  /** Id of the first version of the claim: the same for all its versions. */
  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly lineageId: string;

  @Field(() => DateTimeScalar, { name: 'recordedAt', description: 'When this version was recorded.' })
  @Column('timestamptz')
  readonly knownFrom: Date;

  /** When the next version was recorded. Null for the current version, for which the column holds `infinity`. */
  @Column('timestamptz', { transformer: knownToColumn })
  readonly knownTo: Date | null;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly recordedById: string | null;

  /** Who can see it: 0 everyone, 1 every member, 2 depends on the viewer. Triggers keep it: see the migration FactVisibility. */
  @Column('smallint', { default: 0, select: false })
  readonly visibleTo?: number;
}
