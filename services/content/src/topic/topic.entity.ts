import type { TextByLanguage } from '@wizness/kernel';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "slug")')
@ObjectType({ description: 'A subject that posts are filed under.' })
@Entity('topics')
export class Topic {
  @Field(() => ID, { description: 'Id of the topic.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Field(() => String, { description: 'Short unique name, as in an address: `co-construction`.' })
  @Index({ unique: true })
  @Column({ type: 'text', collation: 'C' })
  readonly slug: string;

  /** The original first. Not jsonb, which would not keep their order. */
  @Column('json')
  readonly labels: TextByLanguage;

  @Column('json')
  readonly definitions: TextByLanguage;
}
