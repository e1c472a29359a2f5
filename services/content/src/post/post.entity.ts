import {
  DateTimeScalar,
  FuzzyDate,
  fuzzyDateColumn,
  LanguageTagScalar,
  type TextByLanguage,
  Visibility,
} from '@wizness/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TextFormat } from '../rich-text/rich-text.enums';
import { PostKind, PostStatus } from './post.enums';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "slug")')
@ObjectType({ description: 'One post, whatever its kind.' })
@Entity('posts')
// By COALESCE(published_at, updated_at), which no decorator can say: a list is never sorted by a NULL.
@Index('posts_newest_idx', { synchronize: false })
@Index(['updatedAt', 'id'])
@Index(['commentCount', 'id'])
@Index(['authorId'])
export class Post {
  @Field(() => ID, { description: 'Id; its prefix is its type.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Field(() => PostKind, { description: 'What sort of post it is.' })
  @Column('enum', { enum: PostKind, enumName: 'post_kind' })
  readonly kind: PostKind;

  @Field(() => String, { description: 'Short unique name, as in its address. It never changes.' })
  @Index({ unique: true })
  @Column({ type: 'text', collation: 'C' })
  readonly slug: string;

  @Field(() => String, { description: 'Title, in the language of the post.' })
  @Column('text')
  readonly title: string;

  @Field(() => LanguageTagScalar, { description: 'Language of title and body; `und` where it could not be told.' })
  @Column('text')
  readonly lang: string;

  /** Titles in other languages. Not jsonb, which would not keep their order. */
  @Column('json')
  readonly translatedTitles: TextByLanguage;

  @Field(() => String, { nullable: true, description: 'What it is about, in a sentence or two; null where not given.' })
  @Column('text', { nullable: true })
  readonly summary: string | null;

  @Column('text')
  readonly bodySource: string;

  @Column('enum', { enum: TextFormat, enumName: 'text_format' })
  readonly bodyFormat: TextFormat;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly authorId: string | null;

  @Field(() => String, { nullable: true, description: 'Who wrote it, in its own words; null where it does not say.' })
  @Column('text', { nullable: true })
  readonly byline: string | null;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly writtenForId: string | null;

  @Field(() => PostStatus, { description: 'How far it has come.' })
  @Column('enum', { enum: PostStatus, enumName: 'post_status' })
  readonly status: PostStatus;

  @Field(() => Visibility, { description: 'Who may read it once it is published.' })
  @Column('enum', { enum: Visibility, enumName: 'visibility' })
  readonly visibility: Visibility;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it appeared here; null before it does.' })
  @Column('timestamptz', { nullable: true })
  readonly publishedAt: Date | null;

  @Field(() => FuzzyDate, {
    nullable: true,
    description: 'When the text says that it was written; null where it does not say. Never our guess.',
  })
  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly written: FuzzyDate | null;

  @Field(() => DateTimeScalar, { description: 'When it last changed.' })
  @Column('timestamptz')
  readonly updatedAt: Date;

  @Field(() => Int, { description: 'Number of its present revision; the first is 1.' })
  @Column('integer')
  readonly revision: number;

  /** Kept by the verbs of comments, in their transactions. */
  @Field(() => Int, { description: 'How many comments it has, replies included, removed ones not.' })
  @Column('integer', { default: 0 })
  readonly commentCount: number;

  /** What the present revision was made of; the same again makes no new one. */
  @Column('text')
  readonly digest: string;

  /** Written and searched in SQL alone (post-search.ts). */
  @Index('posts_search_idx', { type: 'gin' })
  @Column({ type: 'tsvector', select: false, insert: false, update: false, default: '' })
  readonly search: string;
}
