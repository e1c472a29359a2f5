import { DateTimeScalar, FuzzyDate, fuzzyDateColumn, LanguageTagScalar, UrlScalar } from '@wizness/kernel';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Node } from '../node/node.types';
import { SourceKind } from './source.enums';

/**
 * One revision of a document whose text is stored, or a publication that is known only because documents report on it.
 * A changed text becomes a new revision, so that offsets into the older text stay valid.
 */
@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: 'A document as it was when we read it.' })
@Entity('sources')
@Index(['factCount', 'id'])
@Index(['words', 'id'])
@Index(['kind', 'words', 'id'])
@Index(['documentKey', 'revision'], { unique: true })
export class Source implements Node {
  @Field(() => ID, { description: 'Id of this revision of the document.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Field(() => SourceKind, { description: 'Kind of source.' })
  @Column('enum', { enum: SourceKind, enumName: 'source_kind' })
  readonly kind: SourceKind;

  @Field(() => String, { description: 'Title, or a short description.' })
  @Column('text')
  readonly title: string;

  @Field(() => LanguageTagScalar, { description: 'BCP 47 language tag of the source.' })
  @Column('text')
  readonly lang: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it can be read. Null: not known.' })
  @Column('text', { nullable: true })
  readonly url: string | null;

  @Field(() => String, { nullable: true, description: 'Who published it. Null: not known.' })
  @Column('text', { nullable: true })
  readonly publisher: string | null;

  @Field(() => FuzzyDate, { nullable: true, description: 'When it was published. Null: not known.' })
  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly published: FuzzyDate | null;

  @Column('date', { nullable: true })
  readonly publishedEarliest: string | null;

  @Column('date', { nullable: true })
  readonly publishedLatest: string | null;

  /** Words of title and publisher. Only lists read it, in SQL. */
  @Column({ type: 'text', collation: 'C' })
  readonly words: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When this text was read, UTC. Null for a publication whose text is not stored.',
  })
  @Column('timestamptz', { nullable: true })
  readonly retrievedAt: Date | null;

  /** SHA-256 of the text in UTF-8, in hexadecimal. Null for a publication whose text is not stored. */
  @Column('text', { nullable: true })
  readonly sha256: string | null;

  /**
   * The whole text. Offsets of citations count its Unicode code points. Null for a publication whose text is not stored.
   * Only `sourceTextById` reads it: not everyone who sees a source may read its text.
   */
  @Column('text', { nullable: true, select: false })
  readonly text: string | null;

  @Index()
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly postId: string | null;

  /** Where the body of the post is in `text`, in code points. Null if the source is no post, or its body is not known. */
  @Column('integer', { nullable: true })
  readonly bodyStart: number | null;

  @Column('integer', { nullable: true })
  readonly bodyEnd: number | null;

  @Column({ type: 'text', collation: 'C' })
  readonly documentKey: string;

  @Column('integer')
  readonly revision: number;

  /** Origin of its statements, unless a citation gives another one. */
  @Column('text')
  readonly originKey: string;

  /** How many current facts everybody may see. Triggers keep it; only lists read it, in SQL. */
  @Column('integer', { default: 0, select: false })
  readonly factCount: number;
}
