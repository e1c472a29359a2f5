import type {
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import type { FieldPlan, Selections } from './selections';

/** What is the same for all fields of an execution. */
export interface OperationInfo {
  readonly selections: Selections;
  /** Coerced. */
  readonly variables: { [variable: string]: unknown };
}

/** What a resolver gets besides its arguments. To make an object with ten properties for each call would take longer. */
export class ResolveInfo implements GraphQLResolveInfo {
  constructor(
    private readonly own: OperationInfo,
    private readonly field: FieldPlan,
    readonly path: GraphQLResolveInfo['path'],
  ) {}

  get fieldName(): string {
    return this.field.definition.name;
  }
  get fieldNodes(): GraphQLResolveInfo['fieldNodes'] {
    return this.field.nodes;
  }
  get returnType(): GraphQLResolveInfo['returnType'] {
    return this.field.definition.type;
  }
  get parentType(): GraphQLObjectType {
    return this.field.parentType;
  }
  get schema(): GraphQLSchema {
    return this.own.selections.schema;
  }
  get fragments(): { readonly [name: string]: FragmentDefinitionNode } {
    return this.own.selections.fragmentsByName;
  }
  get rootValue(): unknown {
    return undefined;
  }
  get operation(): OperationDefinitionNode {
    return this.own.selections.operation;
  }
  get variableValues(): { [variable: string]: unknown } {
    return this.own.variables;
  }
}
