import { DateTimeScalar } from '@wizness/kernel';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { deviceIdOf } from '../device/device-id';
import { Member } from '../member/member.entity';

/** A sign-in on one device, with the family of all refresh tokens that come from it. Ending it ends them all. */
@ObjectType({ description: 'A sign-in on one device, until it is ended or expires.' })
@Entity('sessions')
export class Session {
  @Field(() => ID, { description: 'Id of the session.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Index()
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  @Column({ type: 'text', collation: 'C' })
  readonly memberId: string;

  @Field(() => DateTimeScalar, { description: 'When the member signed in.' })
  @Column('timestamptz')
  readonly createdAt: Date;

  @Field(() => DateTimeScalar, { description: 'When the session was last refreshed.' })
  @Column('timestamptz')
  readonly lastSeenAt: Date;

  @Field(() => String, {
    nullable: true,
    description: 'The `User-Agent` header at sign-in; null if there was none.',
  })
  @Column('text', { nullable: true })
  readonly userAgent: string | null;

  /** Hash of the token by which the device is recognised: see sign-in-origin.ts. Null for sessions older than this column. */
  @Column('text', { nullable: true })
  readonly deviceHash: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of its device. Null if the device was forgotten.' })
  get deviceId(): string | null {
    return this.deviceHash === null ? null : deviceIdOf(this.deviceHash);
  }

  /** Hash of the network that the member signed in from; null if it is not known. */
  @Column('text', { nullable: true })
  readonly networkHash: string | null;

  /** When the last refresh token of the session expires. */
  @Column('timestamptz')
  readonly expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  readonly endedAt: Date | null;

  @Field(() => Boolean, { description: 'Whether it is the session of the caller.' })
  readonly current?: boolean;
}
