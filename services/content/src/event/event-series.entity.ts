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
  @Index({ unique: true })
  @Column('text')
  readonly name: string;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly organiserId: string | null;
}
