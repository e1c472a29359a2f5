import { DateTimeScalar, positionColumn, UrlScalar } from '@wizness/kernel';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { PostEventType } from '../post-log/post-log.types';
import { WebhookDisabledReason, WebhookFormat } from './webhook.enums';

@ObjectType({ description: 'An endpoint of the caller to which entries of the post log are sent.' })
@Entity('webhooks')
export class Webhook {
  @Field(() => ID, { description: 'Id, prefix `webhook_`.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly memberId: string;

  @Field(() => UrlScalar, { description: 'Where deliveries are sent.' })
  @Column('text')
  readonly url: string;

  @Field(() => [PostEventType], { description: 'Which kinds of entries are sent.' })
  @Column('enum', { enum: PostEventType, enumName: 'post_event_type', array: true })
  readonly types: readonly PostEventType[];

  @Field(() => String, { nullable: true, description: 'Which posts: a `PostFilter` in GraphQL syntax. Null is all.' })
  @Column('text', { nullable: true })
  readonly filter: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The owner's selection on `PostEvent`: `{ post { title author { name } } }`, run with the owner's access when an entry is sent. Null: the thin payload.",
  })
  @Column('text', { nullable: true })
  readonly query: string | null;

  @Field(() => WebhookFormat, { description: 'Format of the body.' })
  @Column('enum', { enum: WebhookFormat, enumName: 'webhook_format' })
  readonly format: WebhookFormat;

  @Field(() => Boolean, { description: 'Whether entries are sent.' })
  @Column('boolean')
  readonly enabled: boolean;

  @Field(() => WebhookDisabledReason, {
    nullable: true,
    description: 'Why the graph disabled it. Null: it did not; the owner may have.',
  })
  @Column('enum', { enum: WebhookDisabledReason, enumName: 'webhook_disabled_reason', nullable: true })
  readonly disabledReason: WebhookDisabledReason | null;

  /** Scopes of the credential that last changed what is sent or where. Deliveries read nothing beyond them. */
  @Column('text', { array: true })
  readonly scopes: readonly string[];

  /** With the key of the service it gives the secret: see webhook-secret.ts. */
  @Column('bytea')
  readonly secretSalt: Buffer;

  /** The salt before. It still signs for 24 hours after `secretRotatedAt`. */
  @Column('bytea', { nullable: true })
  readonly previousSalt: Buffer | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the secret was last changed. The one before it still signs for 24 hours. Null: never changed.',
  })
  @Column('timestamptz', { nullable: true })
  readonly secretRotatedAt: Date | null;

  /** Entries up to this position of the log have had their first attempt. */
  @Column('bigint', { transformer: positionColumn })
  readonly position: number;

  /** Attempts that failed since the last one that succeeded. */
  @Column('integer')
  readonly failures: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when deliveries have failed. Null while they succeed.',
  })
  @Column('timestamptz', { nullable: true })
  readonly failingSince: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly succeededAt: Date | null;

  /** Nothing is sent before: the endpoint asked for it, or its owner may not have webhooks at the moment. */
  @Column('timestamptz', { nullable: true })
  readonly waitUntil: Date | null;

  /** No first attempt is made before, because many attempts in a row have failed. Retries are. */
  @Column('timestamptz', { nullable: true })
  readonly pausedUntil: Date | null;

  /** When a worker last took it. The one that has waited longest comes first. */
  @Column('timestamptz', { nullable: true })
  readonly claimedAt: Date | null;

  /** Held by the worker that sends at the moment. */
  @Column('uuid', { nullable: true })
  readonly lease: string | null;

  @Column('timestamptz', { nullable: true })
  readonly leaseUntil: Date | null;

  @Field(() => DateTimeScalar, { description: 'When it was created.' })
  @Column('timestamptz')
  readonly createdAt: Date;
}
