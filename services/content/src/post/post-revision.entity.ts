import { DateTimeScalar } from '@wizness/kernel';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { TextFormat } from '../rich-text/rich-text.enums';
import { Post } from './post.entity';

/**
 * A post as it stood at one time, the present revision too. Rows are only ever added, and emptied only where the author
 * leaves.
 */
@ObjectType({ description: 'A post as it stood at one time.' })
@Entity('post_revisions')
@Index(['postId', 'number'], { unique: true })
@Index(['editorId'])
export class PostRevision {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @ForeignKey(() => Post)
  @Column({ type: 'text', collation: 'C' })
  readonly postId: string;

  @Field(() => Int, { description: 'Which revision of the post it is; the first is 1.' })
  @Column('integer')
  readonly number: number;

  @Field(() => String, { description: 'Title at that time.' })
  @Column('text')
  readonly title: string;

  @Column('text')
  readonly bodySource: string;

  @Column('enum', { enum: TextFormat, enumName: 'text_format' })
  readonly bodyFormat: TextFormat;

  /** Hex sha256 of the page's file that this was read from; null where it came from no page. */
  @Column('text', { nullable: true })
  readonly pageSha256: string | null;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly editorId: string | null;

  @Field(() => DateTimeScalar, { description: 'When the post was brought into this state.' })
  @Column('timestamptz')
  readonly editedAt: Date;

  @Field(() => String, { nullable: true, description: 'Why it was changed; null where nobody said.' })
  @Column('text', { nullable: true })
  readonly reason: string | null;
}
