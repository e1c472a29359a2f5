import { Field, ObjectType } from 'type-graphql';
import { Scope } from '../account/scope';
import { Member } from '../member/member.entity';

@ObjectType({ description: 'The member who is asking.' })
export class Viewer {
  @Field(() => Member, { description: 'The member.' })
  readonly member: Member;

  @Field(() => [Scope], { description: 'What the access token or API key that asks may be used for.' })
  readonly scopes: readonly Scope[];

  /** The session just opened, where the answer is to `signIn`: the identity that asked had none yet. */
  readonly sessionId?: string;
}
