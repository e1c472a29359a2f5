import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A series of events under one name.' })
@Entity('event_series')
export class EventSeries {
  @Field(() => ID, { description: 'Id of the series.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the series.' })
  @Column('text')
  readonly name: string;

  /** `name`, folded. Not unique: series of several organisers may have one name. */
  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly nameKey: string;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly organiserId: string | null;
}
