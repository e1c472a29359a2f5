import { type Identity, Scope } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Member } from '../member/member.entity';

@ObjectType({ description: 'The member who is asking.' })
export class Viewer {
  @Field(() => Member, { description: 'The member.' })
  readonly member: Member;

  @Field(() => [Scope], { description: 'What the access token or API key that asks may be used for.' })
  readonly scopes: readonly Scope[];

  /** Who is shown this: who asks, or whom `signIn` has just let in. */
  readonly identity: Identity;
}

/** The member as they see themselves when they ask as `identity`. */
export const viewerOf = (member: Member, identity: Identity): Viewer => ({
  member,
  scopes: Object.values(Scope).filter((scope) => identity.scopes.includes(scope)),
  identity,
});
