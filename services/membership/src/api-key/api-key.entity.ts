import { DateTimeScalar, Scope } from '@wizness/kernel';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

@ObjectType({ description: 'A key with which a program acts for the member, within its scopes.' })
@Entity('api_keys')
export class ApiKey {
  @Field(() => ID, { description: 'Id of the key.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Index()
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  @Column({ type: 'text', collation: 'C' })
  readonly memberId: string;

  @Field(() => String, { description: 'What the member calls it.' })
  @Column('text')
  readonly name: string;

  @Column('text')
  readonly secretHash: string;

  @Field(() => [Scope], { description: 'What it may be used for, as far as the member may.' })
  @Column('enum', { enum: Scope, enumName: 'scope', array: true })
  readonly scopes: readonly Scope[];

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  @Column('timestamptz')
  readonly createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'From when on it is refused; null when never.' })
  @Column('timestamptz', { nullable: true })
  readonly expiresAt: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last used, to the minute; null when never.',
  })
  @Column('timestamptz', { nullable: true })
  readonly lastUsedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked; null while it is not.' })
  @Column('timestamptz', { nullable: true })
  readonly revokedAt: Date | null;
}
