import { type Identity, Scope } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Member } from '../member/member.entity';

@ObjectType({ description: 'The member who is calling.' })
export class Viewer {
  @Field(() => Member, { description: 'The member.' })
  readonly member: Member;

  @Field(() => [Scope], { description: "Scopes of the caller's access token or API key." })
  readonly scopes: readonly Scope[];

  /** The identity that the fields are read with: the caller's, or the one that `signIn` has just created. */
  readonly identity: Identity;
}

/** The view of `member` on themselves, read with `identity`. */
export const viewerOf = (member: Member, identity: Identity): Viewer => ({
  member,
  scopes: Object.values(Scope).filter((scope) => identity.scopes.includes(scope)),
  identity,
});
