import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql';
import { type TypePlan, typePlanOf } from './type-plan';

type Values = Readonly<Record<string, unknown>>;

/** A field of the result: how it is resolved, for all objects of one type at one place of the operation. */
export interface FieldPlan {
  readonly responseName: string;
  readonly nodes: readonly FieldNode[];
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly type: TypePlan;
  /** Whether one of its arguments contains a variable. */
  readonly hasVariables: boolean;
  /** The arguments, once they are known, if they contain no variable. */
  args: Values | null;
  /** What is selected in its objects, by their type. */
  readonly selected: Map<GraphQLObjectType, readonly FieldPlan[]>;
}

const isUsed = (node: SelectionNode, variables: Values): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] !== true &&
  getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;

const definitionOf = (schema: GraphQLSchema, type: GraphQLObjectType, name: string) => {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return type.getFields()[name];
};

const containsVariable = ({ arguments: given = [] }: FieldNode): boolean => {
  let found = false;
  for (const { value } of given) visit(value, { Variable: () => ((found = true), undefined) });
  return found;
};

/** The selections of an operation, as the fields of each object type. */
export class Selections {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private root: readonly FieldPlan[] | null = null;

  /** @param variables only for `@skip` and `@include`. */
  constructor(
    readonly schema: GraphQLSchema,
    document: DocumentNode,
    readonly operation: OperationDefinitionNode,
    private readonly variables: Values,
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  /** The fields of the operation itself, of its root type. */
  rootFields(type: GraphQLObjectType): readonly FieldPlan[] {
    return (this.root ??= this.plansOf(type, [this.operation.selectionSet]));
  }

  /** The fields that are selected in objects of a type at a field. */
  fieldsIn({ selected, nodes }: FieldPlan, type: GraphQLObjectType): readonly FieldPlan[] {
    const known = selected.get(type);
    if (known) return known;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const plans = this.plansOf(type, sets);
    selected.set(type, plans);
    return plans;
  }

  /** The fragments of the document, as resolvers get them. */
  get fragmentsByName(): Readonly<Record<string, FragmentDefinitionNode>> {
    return Object.fromEntries(this.fragments);
  }

  private plansOf(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): readonly FieldPlan[] {
    const nodes = new Map<string, FieldNode[]>();
    const visited = new Set<string>();
    for (const set of sets) this.collect(type, set, nodes, visited);
    return [...nodes].flatMap(([responseName, found]) => this.planOf(type, responseName, found) ?? []);
  }

  private planOf(parentType: GraphQLObjectType, responseName: string, nodes: readonly FieldNode[]): FieldPlan | null {
    const [first] = nodes;
    const definition = first && definitionOf(this.schema, parentType, first.name.value);
    if (!definition) return null;
    return {
      responseName,
      nodes,
      parentType,
      definition,
      type: typePlanOf(definition.type),
      hasVariables: containsVariable(first),
      args: null,
      selected: new Map(),
    };
  }

  private collect(
    type: GraphQLObjectType,
    { selections }: SelectionSetNode,
    nodes: Map<string, FieldNode[]>,
    visited: Set<string>,
  ): void {
    for (const selection of selections) {
      if (selection.directives?.length && !isUsed(selection, this.variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        const known = nodes.get(name);
        if (known) known.push(selection);
        else nodes.set(name, [selection]);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.spread(selection.name.value, visited);
      if (fragment && this.applies(fragment.typeCondition, type)) {
        this.collect(type, fragment.selectionSet, nodes, visited);
      }
    }
  }

  private spread(name: string, visited: Set<string>): FragmentDefinitionNode | undefined {
    if (visited.has(name)) return undefined;
    visited.add(name);
    return this.fragments.get(name);
  }

  private applies(condition: FragmentDefinitionNode['typeCondition'] | undefined, type: GraphQLObjectType): boolean {
    if (!condition || condition.name.value === type.name) return true;
    const wanted = typeFromAST(this.schema, condition);
    return isAbstractType(wanted) && this.schema.isSubType(wanted, type);
  }
}
