import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';

@ObjectType({ description: 'Words in the body of a post that refer to an entity of the graph.' })
@Entity('mentions')
@Index(['postId', 'start'])
@Index(['targetId', 'postId'])
// Only first mentions.
@Index('mentions_newest_idx', { synchronize: false })
export class Mention {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @ForeignKey(() => Post)
  @Column({ type: 'text', collation: 'C' })
  readonly postId: string;

  @Column({ type: 'text', collation: 'C' })
  readonly targetId: string;

  /** 1 for the first mention of this target in the post, 2 for the second. */
  @Column('integer')
  readonly occurrence: number;

  @Field(() => String, { description: 'The words as they are in the text.' })
  @Column('text')
  readonly surface: string;

  @Field(() => Int, { description: 'Start of the words, in Unicode code points of `RichText.source`.' })
  @Column('integer')
  readonly start: number;

  @Field(() => Int, { description: 'End of the words (exclusive), in Unicode code points of `RichText.source`.' })
  @Column('integer')
  readonly end: number;

  /** Whether only a known name found it: it is found again when names change. Otherwise the author or importer stated it. */
  @Column('boolean', { default: false })
  readonly foundByName: boolean;

  /** When the post was published, or changed if it was not: the order of lists of posts. Triggers copy it from the post. */
  @Column({ type: 'timestamptz', insert: false, update: false })
  readonly sortedAt: Date;

  /** Set by queries that join it. */
  readonly post?: Post;
}
