import { DateTimeScalar, LanguageTagScalar, Role } from '@wizness/kernel';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A person with an account. Not a `Person`, who is only named in a text. */
@Directive('@key(fields: "id")')
@Directive('@key(fields: "handle")')
@ObjectType({ description: 'A person who joined the community.' })
@Entity('members')
export class Member {
  @Field(() => ID, { description: 'Id of the member.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Field(() => String, { description: 'Short unique name, as in an address: `lea-marchand`.' })
  @Index({ unique: true })
  @Column('text')
  readonly handle: string;

  /** What the handle looks like: no two members may look alike. See handle.ts. */
  @Index({ unique: true })
  @Column('text')
  readonly handleSkeleton: string;

  @Field(() => String, { description: 'Name as the member wishes to be called.' })
  @Column('text')
  readonly name: string;

  @Field(() => String, { nullable: true, description: 'What the member says of themselves; null when nothing.' })
  @Column('text', { nullable: true })
  readonly bio: string | null;

  @Field(() => LanguageTagScalar, { description: 'Language the member wants to be spoken to in.' })
  @Column('text')
  readonly locale: string;

  @Index()
  @Column('text', { nullable: true })
  readonly organisationId: string | null;

  @Column('text', { nullable: true })
  readonly organisationTitle: string | null;

  @Column('boolean', { default: false })
  readonly organisationVerified: boolean;

  @Field(() => [Role], { description: 'What the member does here.' })
  @Column('enum', { enum: Role, enumName: 'role', array: true })
  readonly roles: readonly Role[];

  @Field(() => DateTimeScalar, { description: 'When the member joined.' })
  @Column('timestamptz')
  readonly joinedAt: Date;

  @Field(() => Boolean, { description: 'Whether the member may not take part for now.' })
  @Column('boolean', { default: false })
  readonly suspended: boolean;
}
