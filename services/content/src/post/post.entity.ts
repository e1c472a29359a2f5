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
import { ModerationStatus } from '@wizness/kernel';
import { PostKind, PostState, PostStatus } from './post.enums';
import { statusOf } from './post-status';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "slug")')
@ObjectType({ description: 'A post of any kind.' })
@Entity('posts')
// On COALESCE of columns, which a decorator cannot express, so that no list is sorted by a NULL.
@Index('posts_newest_idx', { synchronize: false })
@Index('posts_event_earliest_idx', { synchronize: false })
@Index('posts_event_latest_idx', { synchronize: false })
@Index(['updatedAt', 'id'])
@Index(['commentCount', 'id'])
@Index('posts_by_author_idx', { synchronize: false })
@Index('posts_written_for_idx', { synchronize: false })
@Index('posts_best_rated_idx', { synchronize: false })
export class Post {
  @Field(() => ID, { description: 'Id; its prefix is its type.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Field(() => PostKind, { description: 'Kind of the post.' })
  @Column('enum', { enum: PostKind, enumName: 'post_kind' })
  readonly kind: PostKind;

  @Field(() => String, { description: 'Unique short name, used in its URL. It does not change.' })
  @Index({ unique: true })
  @Column({ type: 'text', collation: 'C' })
  readonly slug: string;

  @Field(() => String, { description: 'Title, in the language of the post.' })
  @Column('text')
  readonly title: string;

  @Field(() => LanguageTagScalar, { description: 'Language of title and body. `und` if it was not recognised.' })
  @Column('text')
  readonly lang: string;

  /** Titles in other languages. The column type is json because jsonb does not keep the order. */
  @Column('json')
  readonly translatedTitles: TextByLanguage;

  @Field(() => String, { nullable: true, description: 'Summary in one or two sentences. Null if not given.' })
  @Column('text', { nullable: true })
  readonly summary: string | null;

  @Column('text')
  readonly bodySource: string;

  @Column('enum', { enum: TextFormat, enumName: 'text_format' })
  readonly bodyFormat: TextFormat;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly authorId: string | null;

  @Field(() => String, { nullable: true, description: 'Author as stated in the text. Null if not stated.' })
  @Column('text', { nullable: true })
  readonly byline: string | null;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly writtenForId: string | null;

  @Column('enum', { enum: PostState, enumName: 'post_state' })
  readonly state: PostState;

  /** The strictest measure of a moderator that is in force. */
  @Column('enum', { enum: ModerationStatus, enumName: 'moderation_status', default: ModerationStatus.VISIBLE })
  readonly moderation: ModerationStatus;

  @Field(() => Visibility, { description: 'Who may read it when it is published.' })
  @Column('enum', { enum: Visibility, enumName: 'visibility' })
  readonly visibility: Visibility;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Time of publication. Null if it has not been published.',
  })
  @Column('timestamptz', { nullable: true })
  readonly publishedAt: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it will be published. Null unless `status` is SCHEDULED.',
  })
  @Column('timestamptz', { nullable: true })
  readonly scheduledFor: Date | null;

  /** The revision that was current when it was first published: readers do not see those before. Null before publication. */
  @Column('integer', { nullable: true })
  readonly publishedRevision: number | null;

  @Field(() => FuzzyDate, {
    nullable: true,
    description: 'Date of writing as stated in the text. Null if not stated; it is never inferred.',
  })
  @Column('jsonb', { nullable: true, transformer: fuzzyDateColumn })
  readonly written: FuzzyDate | null;

  @Field(() => DateTimeScalar, { description: 'Time of the last change.' })
  @Column('timestamptz')
  readonly updatedAt: Date;

  @Field(() => Int, { description: 'Number of the current revision, from 1.' })
  @Column('integer')
  readonly revision: number;

  /** Updated in the transaction of each comment. */
  @Field(() => Int, { description: 'Number of comments and replies, without removed ones.' })
  @Column('integer', { default: 0 })
  readonly commentCount: number;

  /** Number of visible ratings: a projection of ratings' events. Lists read it in SQL. */
  @Column({ type: 'integer', select: false, insert: false, update: false, default: 0 })
  readonly ratingCount: number;

  /** Sum of their scores. */
  @Column({ type: 'integer', select: false, insert: false, update: false, default: 0 })
  readonly ratingSum: number;

  /** Bayesian average of the scores (rating-score.store.ts). */
  @Column({ type: 'numeric', select: false, insert: false, update: false, default: 3 })
  readonly ratingScore: string;

  /** First day that the date of an event can mean; null for other kinds, or if it is not known. Copied from its details. */
  @Column('date', { nullable: true })
  readonly eventFrom: string | null;

  /** Last day that the date of an event can mean; null for other kinds, or if it is not known. */
  @Column('date', { nullable: true })
  readonly eventTo: string | null;

  /** Digest of the current revision's content. Publishing content with the same digest adds no revision. */
  @Column('text')
  readonly digest: string;

  /** Written and searched only in SQL (post-search.ts). */
  @Index('posts_search_idx', { type: 'gin' })
  @Column({ type: 'tsvector', select: false, insert: false, update: false, default: '' })
  readonly search: string;

  @Field(() => PostStatus, { description: 'Publication status.' })
  get status(): PostStatus {
    return statusOf(this);
  }
}
