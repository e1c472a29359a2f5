import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by content; here, what facts may be taken from. */
@Directive('@key(fields: "id")')
@ObjectType('Post', { description: 'One post, whatever its kind.' })
export class PostReference {
  @Field(() => ID, { description: 'Id; its prefix tells its kind.' })
  readonly id: string;
}

/** Owned by membership; here, who recorded a fact. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Member', { description: 'A person who joined the community.' })
export class MemberReference {
  @Field(() => ID, { description: 'Id of the member.' })
  readonly id: string;
}
