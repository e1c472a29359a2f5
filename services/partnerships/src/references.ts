import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by content. Facts can be cited from it. */
@Directive('@key(fields: "id")')
@ObjectType('Post', { description: 'A post of any kind.' })
export class PostReference {
  @Field(() => ID, { description: 'Id; its prefix is its type.' })
  readonly id: string;
}

/** Owned by membership. The member who recorded a fact. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Member', { description: 'A person who joined the community.' })
export class MemberReference {
  @Field(() => ID, { description: 'Id of the member.' })
  readonly id: string;
}
