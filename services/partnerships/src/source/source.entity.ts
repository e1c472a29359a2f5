import { DateTimeScalar, FuzzyDate, fuzzyDateColumn, LanguageTagScalar, UrlScalar } from '@wizness/kernel';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { SourceKind } from './source.enums';

/**
 * One revision of a document whose text we keep, or a publication elsewhere of which we know only that others report on
 * it. A text that changes becomes another revision, so that offsets into the older one hold.
 */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Where facts are from: a document, as it stood when we read it.' })
@Entity('sources')
@Index(['documentKey', 'revision'], { unique: true })
export class Source {
  @Field(() => ID, { description: 'Id of this revision of the document.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Field(() => SourceKind, { description: 'What it is.' })
  @Column('enum', { enum: SourceKind, enumName: 'source_kind' })
  readonly kind: SourceKind;

  @Field(() => String, { description: 'Its title, or what it is.' })
  @Column('text')
  readonly title: string;

  @Field(() => LanguageTagScalar, { description: 'Language it is in.' })
  @Column('text')
  readonly lang: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it can be read; null when not known.' })
  @Column('text', { nullable: true })
  readonly url: string | null;

  @Field(() => String, { nullable: true, description: 'Who published it; null when not known.' })
  @Column('text', { nullable: true })
  readonly publisher: string | null;

  @Field(() => FuzzyDate, { nullable: true, description: 'When it was published; null when not known.' })
  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly published: FuzzyDate | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When we read this text; null for a publication that we know from others only.',
  })
  @Column('timestamptz', { nullable: true })
  readonly retrievedAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the text in UTF-8, in hex; null for a publication that we know from others only.',
  })
  @Column('text', { nullable: true })
  readonly sha256: string | null;

  /** The whole text as it was read; the offsets of citations count its code points. */
  @Column('text', { nullable: true })
  readonly text: string | null;

  @Index()
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly postId: string | null;

  @Column({ type: 'text', collation: 'C' })
  readonly documentKey: string;

  @Column('integer')
  readonly revision: number;

  /** Whoever said first what it says, where a citation names nobody else. */
  @Column('text')
  readonly originKey: string;
}
