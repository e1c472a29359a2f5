import { UrlScalar } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';

@ObjectType({ description: 'What only a news item has.' })
@Entity('news_details')
export class NewsDetails {
  /** Of the post itself. */
  @ForeignKey(() => Post)
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Field(() => String, { nullable: true, description: 'Who told it first; null where not given.' })
  @Column('text', { nullable: true })
  readonly outlet: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it was told first; null where not given.' })
  @Column('text', { nullable: true })
  readonly externalUrl: string | null;
}
