import { LanguageTagScalar } from '@wizness/kernel';
import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Fact } from '../fact/fact.entity';
import { OrganisationName } from '../organisation/organisation-name.entity';
import { Source } from './source.entity';

/** A passage of a source that supports a fact or an organisation's name: exactly one of `factId` and `organisationNameId` is set. */
@ObjectType({ description: 'A passage of a source that supports a fact or a name.' })
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

  /** Key of the citing document. Several documents can cite the same name; each has its own citations. */
  @Column({ type: 'text', collation: 'C' })
  readonly documentKey: string;

  /** Position among the document's citations of the same fact or name, from 1. */
  @Column('integer')
  readonly position: number;

  @Field(() => String, { description: 'The words of the source, verbatim.' })
  @Column('text')
  readonly quote: string;

  /** Match key of the quote. Only text filters read it, in SQL. */
  @Index('citations_words_idx', { type: 'gin' })
  @Column({ type: 'text', collation: 'C', select: false })
  readonly words: string;

  @Field(() => LanguageTagScalar, { description: 'BCP 47 language tag of the quote.' })
  @Column('text')
  readonly lang: string;

  @Field(() => Int, {
    name: 'start',
    nullable: true,
    description: 'Offset of the quote in the text of the source, in Unicode code points from 0. Null: not known.',
  })
  @Column('integer', { nullable: true })
  readonly startOffset: number | null;

  @Field(() => Int, {
    name: 'end',
    nullable: true,
    description: 'End of the quote in the text of the source, excluded, in Unicode code points. Null: not known.',
  })
  @Column('integer', { nullable: true })
  readonly endOffset: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Identifies who said it first. All copies of one statement have the same key. Null: not known.',
  })
  @Column('text', { nullable: true })
  readonly originKey: string | null;
}
