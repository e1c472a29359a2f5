import { DateTimeScalar } from '@wizness/kernel';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { TextFormat } from '../rich-text/rich-text.enums';
import { Post } from './post.entity';

/** A revision of a post; the current one has a row too. Rows are only added, and emptied if the author is erased. */
@ObjectType({ description: 'A revision of a post.' })
@Entity('post_revisions')
@Index(['postId', 'number'], { unique: true })
@Index(['editorId'])
export class PostRevision {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @ForeignKey(() => Post)
  @Column({ type: 'text', collation: 'C' })
  readonly postId: string;

  @Field(() => Int, { description: 'Number of the revision, from 1.' })
  @Column('integer')
  readonly number: number;

  @Field(() => String, { description: 'Title of this revision.' })
  @Column('text')
  readonly title: string;

  @Column('text')
  readonly bodySource: string;

  @Column('enum', { enum: TextFormat, enumName: 'text_format' })
  readonly bodyFormat: TextFormat;

  /** SHA-256 of the page's file, in hexadecimal. Null if the revision was not imported from a page. */
  @Column('text', { nullable: true })
  readonly pageSha256: string | null;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly editorId: string | null;

  @Field(() => DateTimeScalar, { description: 'Time at which the revision was made.' })
  @Column('timestamptz')
  readonly editedAt: Date;

  @Field(() => String, { nullable: true, description: 'Reason for the change. Null if not given.' })
  @Column('text', { nullable: true })
  readonly reason: string | null;
}
