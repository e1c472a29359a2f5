import type { TextByLanguage } from '@wizness/kernel';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DefinitionOrigin } from './new-topic';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "slug")')
@ObjectType({ description: 'A topic of posts.' })
@Entity('topics')
export class Topic {
  @Field(() => ID, { description: 'Id of the topic.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Field(() => String, { description: 'Unique short name for URLs, such as `co-construction`.' })
  @Index({ unique: true })
  @Column({ type: 'text', collation: 'C' })
  readonly slug: string;

  /** The original comes first. The column type is json because jsonb does not keep the order. */
  @Column('json')
  readonly labels: TextByLanguage;

  @Column('json')
  readonly definitions: TextByLanguage;

  /** Whose words each definition is, by language. An editor wrote a definition without an entry. */
  @Column('json')
  readonly definitionOrigins: Readonly<Record<string, DefinitionOrigin>>;
}
