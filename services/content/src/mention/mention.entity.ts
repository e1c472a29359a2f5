import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';

@ObjectType({ description: 'A place in the text of a post that names something the graph knows.' })
@Entity('mentions')
@Index(['postId', 'start'])
@Index(['targetId', 'postId'])
export class Mention {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @ForeignKey(() => Post)
  @Column({ type: 'text', collation: 'C' })
  readonly postId: string;

  @Column({ type: 'text', collation: 'C' })
  readonly targetId: string;

  /** 1 for the first place where the post names this target, 2 for the second. */
  @Column('integer')
  readonly occurrence: number;

  @Field(() => String, { description: 'The words of the text.' })
  @Column('text')
  readonly surface: string;

  @Field(() => Int, { description: 'Where they begin: Unicode code points of `RichText.source`.' })
  @Column('integer')
  readonly start: number;

  @Field(() => Int, { description: 'Where they end (exclusive): Unicode code points of `RichText.source`.' })
  @Column('integer')
  readonly end: number;

  /** Filled by the queries that join it. */
  readonly post?: Post;
}
