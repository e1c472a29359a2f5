import { UrlScalar } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';

@ObjectType({ description: 'Properties of a news item.' })
@Entity('news_details')
export class NewsDetails {
  /** Id of the post. */
  @ForeignKey(() => Post)
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Field(() => String, { nullable: true, description: 'Medium that published it first. Null if not given.' })
  @Column('text', { nullable: true })
  readonly outlet: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Address of the first publication. Null if not given.' })
  @Column('text', { nullable: true })
  readonly externalUrl: string | null;
}
