import { DateTimeScalar, Scope } from '@wizness/kernel';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

@ObjectType({ description: 'A key with which a program acts for the member, limited to its scopes.' })
@Entity('api_keys')
export class ApiKey {
  @Field(() => ID, { description: 'Id of the key.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Index()
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  @Column({ type: 'text', collation: 'C' })
  readonly memberId: string;

  @Field(() => String, { description: 'Name that the member gave the key.' })
  @Column('text')
  readonly name: string;

  @Column('text')
  readonly secretHash: string;

  @Field(() => [Scope], { description: 'What the key may be used for, as far as the member has the scope.' })
  @Column('enum', { enum: Scope, enumName: 'scope', array: true })
  readonly scopes: readonly Scope[];

  @Field(() => DateTimeScalar, { description: 'When the key was created.' })
  @Column('timestamptz')
  readonly createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the key expires; null if never.' })
  @Column('timestamptz', { nullable: true })
  readonly expiresAt: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the key was last used, to the minute; null if never.',
  })
  @Column('timestamptz', { nullable: true })
  readonly lastUsedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the key was revoked; null if it is not revoked.' })
  @Column('timestamptz', { nullable: true })
  readonly revokedAt: Date | null;
}
