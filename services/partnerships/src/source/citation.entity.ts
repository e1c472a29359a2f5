import { LanguageTagScalar } from '@wizness/kernel';
import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Fact } from '../fact/fact.entity';
import { OrganisationName } from '../organisation/organisation-name.entity';
import { Source } from './source.entity';

/** Words of a source that say so: of a fact, or of an organisation's name. */
@ObjectType({ description: 'The words of a source that say so, and where they stand in it.' })
@Entity('citations')
@Check('citations_check', 'num_nonnulls(fact_id, organisation_name_id) = 1')
export class Citation {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @ForeignKey(() => Fact)
  @Index()
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly factId: string | null;

  @ForeignKey(() => OrganisationName, { onDelete: 'CASCADE' })
  @Index()
  @Column('bigint', { nullable: true })
  readonly organisationNameId: string | null;

  @ForeignKey(() => Source)
  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly sourceId: string;

  @ForeignKey(() => Source)
  @Index()
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly reportedSourceId: string | null;

  /** Which document says so: each of several documents that state one name has its own citations of it. */
  @Column({ type: 'text', collation: 'C' })
  readonly documentKey: string;

  /** Place among the citations of the same thing, from 1. */
  @Column('integer')
  readonly position: number;

  @Field(() => String, { description: 'The words, verbatim.' })
  @Column('text')
  readonly quote: string;

  @Field(() => LanguageTagScalar, { description: 'Language of the words.' })
  @Column('text')
  readonly lang: string;

  @Field(() => Int, {
    name: 'start',
    nullable: true,
    description: 'Where the words start in the text of the source, in Unicode code points from 0; null when not known.',
  })
  @Column('integer', { nullable: true })
  readonly startOffset: number | null;

  @Field(() => Int, {
    name: 'end',
    nullable: true,
    description: 'Where the words end, excluded, in code points; null when not known.',
  })
  @Column('integer', { nullable: true })
  readonly endOffset: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Whoever said it first: one name for all copies of one statement; null when not known.',
  })
  @Column('text', { nullable: true })
  readonly originKey: string | null;
}
