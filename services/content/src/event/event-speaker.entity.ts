import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { EventDetails } from './event-details.entity';

@ObjectType({ description: 'A speaker at an event.' })
@Entity('event_speakers')
export class EventSpeaker {
  @ForeignKey(() => EventDetails)
  @PrimaryColumn('text', { collation: 'C' })
  readonly eventId: string;

  @Field(() => Int, { description: 'Position among the speakers, from 1.' })
  @PrimaryColumn('integer')
  readonly position: number;

  @Field(() => String, { description: 'Name as stated by the event.' })
  @Column('text')
  readonly name: string;

  @Field(() => String, { nullable: true, description: 'Title as stated by the event. Null if not stated.' })
  @Column('text', { nullable: true })
  readonly title: string | null;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly personId: string | null;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly organisationId: string | null;
}
