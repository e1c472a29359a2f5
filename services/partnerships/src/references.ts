import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by content; here, what facts may be taken from. */
@Directive('@key(fields: "id")')
@ObjectType('Post', { description: 'A post, as far as the facts taken from it are concerned.' })
export class PostReference {
  @Field(() => ID, { description: 'Id of the post.' })
  readonly id: string;
}

/** Owned by membership; here, who recorded a fact. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Member', { description: 'A member, named by id only.' })
export class MemberReference {
  @Field(() => ID, { description: 'Id of the member.' })
  readonly id: string;
}
