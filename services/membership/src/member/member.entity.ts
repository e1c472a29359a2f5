import { DateTimeScalar, LanguageTagScalar, Role } from '@wizness/kernel';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A person with an account. A `Person`, in contrast, is only named in a text. */
@Directive('@key(fields: "id")')
@Directive('@key(fields: "handle")')
@ObjectType({ description: 'A person who joined the community.' })
@Entity('members')
@Index(['nameKey', 'id'])
@Index(['organisationId', 'nameKey', 'id'])
@Index(['organisationId', 'joinedAt', 'id'])
@Index(['joinedAt', 'id'])
export class Member {
  @Field(() => ID, { description: 'Id of the member.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Field(() => String, { description: 'Short unique name, as used in URLs: `lea-marchand`.' })
  @Index({ unique: true })
  @Column('text')
  readonly handle: string;

  /** Unique, so that no two members have handles that look alike. See handle.ts. */
  @Index({ unique: true })
  @Column('text')
  readonly handleSkeleton: string;

  @Field(() => String, { description: 'Display name.' })
  @Column('text')
  readonly name: string;

  /** Match key of `name`. Only text filters read it, in SQL. */
  @Index('members_name_key_idx', { type: 'gin' })
  @Column({ type: 'text', collation: 'C', select: false })
  readonly nameKey: string;

  @Field(() => String, { nullable: true, description: 'Text in which members describe themselves; null if empty.' })
  @Column('text', { nullable: true })
  readonly bio: string | null;

  @Field(() => LanguageTagScalar, { description: 'Language for messages to the member.' })
  @Column('text')
  readonly locale: string;

  @Column('text', { nullable: true })
  readonly organisationId: string | null;

  @Column('text', { nullable: true })
  readonly organisationTitle: string | null;

  @Column('boolean', { default: false })
  readonly organisationVerified: boolean;

  @Field(() => [Role], { description: 'Roles of the member in the community.' })
  @Column('enum', { enum: Role, enumName: 'role', array: true })
  readonly roles: readonly Role[];

  @Field(() => DateTimeScalar, { description: 'When the member joined.' })
  @Column('timestamptz')
  readonly joinedAt: Date;

  /** IANA time zone of the member, for the hours of mails. Only they see it. */
  @Column('text', { default: 'Europe/Paris' })
  readonly timeZone: string;

  @Field(() => Boolean, { description: 'Whether the member is suspended: may read, but not write or rate.' })
  @Column('boolean', { default: false })
  readonly suspended: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'End of the suspension. Null if not suspended, or if it has no end.',
  })
  @Column('timestamptz', { nullable: true })
  readonly suspendedUntil: Date | null;

  /** The case of the suspension; null if not suspended. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly suspensionCaseId: string | null;
}
