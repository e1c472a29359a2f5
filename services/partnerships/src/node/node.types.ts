import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({
  description:
    'Anything with a global id. `node` reads the prefix of the id: it finds things of this subgraph, merged ids included; for a type of another subgraph it returns `__typename` and `id` only, and the owner adds the rest.',
})
export abstract class Node {
  @Field(() => ID, { description: 'Global id: prefix of the type, `_`, 26 characters.' })
  readonly id: string;
}
