import { DateTimeScalar, positionColumn } from '@wizness/kernel';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DeliveryStatus } from './webhook.enums';
import { Webhook } from './webhook.entity';

const PENDING = 'next_attempt_at IS NOT NULL';

@ObjectType({
  description:
    'One entry of the post log and one endpoint, or a ping. The header `webhook-id` is the id of the entry, or that of the ping, the same in every attempt.',
})
@Entity('webhook_deliveries')
@Index(['webhookId', 'createdAt', 'id'])
@Index(['webhookId', 'nextAttemptAt'], { where: PENDING })
export class WebhookDelivery {
  @Field(() => ID, { description: 'Id, prefix `delivery_`.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @ForeignKey(() => Webhook, { onDelete: 'CASCADE' })
  @Column({ type: 'text', collation: 'C' })
  readonly webhookId: string;

  /** Position of the entry in the log; null for a ping. */
  @Column('bigint', {
    nullable: true,
    transformer: { ...positionColumn, from: (stored: string | null) => (stored === null ? null : Number(stored)) },
  })
  readonly position: number | null;

  @Field(() => DeliveryStatus, { description: 'State.' })
  @Column('enum', { enum: DeliveryStatus, enumName: 'delivery_status' })
  readonly status: DeliveryStatus;

  @Field(() => Int, { name: 'attempt', description: 'Number of attempts so far.' })
  @Column('integer')
  readonly attempts: number;

  @Field(() => Boolean, { description: 'Whether `redeliverWebhook` or `replayWebhook` asked for it.' })
  @Column('boolean')
  readonly redelivery: boolean;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the last answer. Null without an answer.' })
  @Column('integer', { nullable: true })
  readonly statusCode: number | null;

  @Field(() => String, { nullable: true, description: 'Why the last attempt failed. Null if it did not.' })
  @Column('text', { nullable: true })
  readonly error: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Duration of the last attempt in milliseconds. Null if nothing was sent.',
  })
  @Column('integer', { nullable: true })
  readonly durationMs: number | null;

  @Column('text', { nullable: true })
  readonly requestExcerpt: string | null;

  @Column('text', { nullable: true })
  readonly responseExcerpt: string | null;

  /** When the first attempt was recorded. */
  @Column('timestamptz', { nullable: true })
  readonly firstSentAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the last attempt ended. Null before the first.' })
  @Column('timestamptz', { nullable: true })
  readonly sentAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the next attempt is due. Null if there is none.' })
  @Column('timestamptz', { nullable: true })
  readonly nextAttemptAt: Date | null;

  @Column('timestamptz')
  readonly createdAt: Date;
}
