import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { EventDetails } from './event-details.entity';

@ObjectType({ description: 'Somebody who speaks at an event.' })
@Entity('event_speakers')
export class EventSpeaker {
  @ForeignKey(() => EventDetails)
  @PrimaryColumn('text', { collation: 'C' })
  readonly eventId: string;

  @Field(() => Int, { description: 'Place in the order of speakers; the first is 1.' })
  @PrimaryColumn('integer')
  readonly position: number;

  @Field(() => String, { description: 'Name as the event gives it.' })
  @Column('text')
  readonly name: string;

  @Field(() => String, { nullable: true, description: 'Title as the event gives it; null where it gives none.' })
  @Column('text', { nullable: true })
  readonly title: string | null;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly personId: string | null;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly organisationId: string | null;
}
