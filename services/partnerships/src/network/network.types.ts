import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql';
import { AsOf, AT } from '../time/moment.types';
import { RelationKind } from './network.enums';

@ObjectType({ description: 'An entity of a network.' })
export class NetworkNode {
  /** The fields `entity` and `degree` are in the resolver. */
  readonly id: string;

  @Field(() => Int, { description: 'Steps from the nearest root.' })
  readonly distance: number;

  @Field(() => Int, { description: 'Number of its connected component within this network, from 1.' })
  readonly component: number;
}

@ObjectType({ description: 'A relation of a network.' })
export class NetworkEdge {
  @Field(() => ID, { description: 'Id of one end: who takes part, belongs, founded or has a role.' })
  readonly source: string;

  @Field(() => ID, { description: 'Id of the other end.' })
  readonly target: string;

  @Field(() => RelationKind, { description: 'Kind.' })
  readonly kind: RelationKind;

  readonly factId: string;
}

@ObjectType({ description: 'Entities and how they are related.' })
export class Network {
  @Field(() => [NetworkNode], { description: 'Entities, the roots first, then by distance and id.' })
  readonly nodes: readonly NetworkNode[];

  @Field(() => [NetworkEdge], {
    description: 'Relations between them, one per pair and kind: that of the fact that was recorded first.',
  })
  readonly edges: readonly NetworkEdge[];

  @Field(() => Boolean, { description: 'Whether `limit` cut something off.' })
  readonly truncated: boolean;
}

@ObjectType({ description: 'A shortest path between two entities.' })
export class NetworkPath {
  /** The field `entities` is in the resolver. */
  readonly ids: readonly string[];

  @Field(() => [NetworkEdge], { description: 'Relations between them, in order.' })
  readonly edges: readonly NetworkEdge[];
}

const KINDS = { nullable: true, description: 'Kinds of relations. Null is all but PARTNER.' } as const;

@ArgsType()
export class NetworkArguments {
  @Field(() => [ID], { description: 'Ids of organisations, persons, programmes or partnerships, 1 to 20.' })
  readonly rootIds: readonly string[];

  @Field(() => Int, { defaultValue: 2, description: 'Steps from the roots, 1 to 5.' })
  readonly depth: number;

  @Field(() => [RelationKind], KINDS)
  readonly kinds?: readonly RelationKind[] | null;

  @Field(() => Int, { defaultValue: 200, description: 'Maximum number of nodes, and of edges, 1 to 1,000.' })
  readonly limit: number;

  @Field(() => AsOf, AT)
  readonly at?: AsOf | null;
}

@ArgsType()
export class ShortestPathsArguments {
  @Field(() => ID, { description: 'Id of one end.' })
  readonly fromId: string;

  @Field(() => ID, { description: 'Id of the other end.' })
  readonly toId: string;

  @Field(() => [RelationKind], KINDS)
  readonly kinds?: readonly RelationKind[] | null;

  @Field(() => Int, { defaultValue: 6, description: 'Maximum number of steps, 1 to 8.' })
  readonly maxLength: number;

  @Field(() => AsOf, AT)
  readonly at?: AsOf | null;
}
