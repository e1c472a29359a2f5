import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parseType,
  parseValue,
  print,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  visit,
} from 'graphql';
import { LOG_FIELDS, type LogField } from './log-fields';

/** Most events that one request to the services reads. */
export const MAX_EVENTS_PER_REQUEST = 100;

/** A subscription as the query that reads its events from the log. */
export interface LogQuery {
  readonly service: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The values of the client that the query uses. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Name of the variable for the cursor after which a request reads. */
  readonly afterVariable: string;
  /** Key of the subscription's field in a response. */
  readonly responseKey: string;
  /** Key of the cursor that the query selects in each event, besides what the client selects. */
  readonly cursorKey: string;
  /** The cursor that the client gave; null for none. */
  readonly after: string | null;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const name = (value: string) => ({ kind: Kind.NAME, value }) as const;

const fieldNode = (value: string, selections?: readonly SelectionNode[], alias?: string): FieldNode => ({
  kind: Kind.FIELD,
  name: name(value),
  ...(alias !== undefined && { alias: name(alias) }),
  ...(selections && { selectionSet: { kind: Kind.SELECTION_SET, selections } }),
});

const argument = (key: string, value: ValueNode): ArgumentNode => ({ kind: Kind.ARGUMENT, name: name(key), value });

/** The selections of the root field. Validation allows one root field, which may be selected several times. */
const rootFieldsOf = (set: SelectionSetNode, fragments: Fragments): FieldNode[] =>
  set.selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node];
    const inner = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
    return inner ? rootFieldsOf(inner.selectionSet, fragments) : [];
  });

const logFieldOf = (root: FieldNode): LogField => {
  const found = LOG_FIELDS[root.name.value];
  if (found) return found;
  const message = `The field "${root.name.value}" cannot be subscribed to. Subscribe to ${Object.keys(LOG_FIELDS).join(' or ')}.`;
  throw new GraphQLError(message, { nodes: root, extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
};

/** A name that begins with `start` and that the document does not contain. */
const freeName = (start: string, text: string): string => {
  let free = start;
  for (let number = 1; text.includes(free); number += 1) free = `${start}${number}`;
  return free;
};

/** Names of the variables and fragments in some nodes, in those fragments too. */
const namesUsedIn = (nodes: readonly (FieldNode | FragmentDefinitionNode)[], fragments: Fragments): Set<string> => {
  const used = new Set<string>();
  const collect = (node: FieldNode | FragmentDefinitionNode): void => {
    visit(node, {
      Variable: ({ name: { value } }) => void used.add(`$${value}`),
      FragmentSpread: ({ name: { value } }) => {
        const fragment = fragments.get(value);
        if (!fragment || used.has(value)) return;
        used.add(value);
        collect(fragment);
      },
    });
  };
  for (const node of nodes) collect(node);
  return used;
};

/**
 * Translates a valid subscription. The query selects a page of events, each with what the client selects. Throws BAD_REQUEST
 * for a field that has no log, and a GraphQL error for a value that an argument cannot take.
 */
export const toLogQuery = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  eventsPerRequest: number,
): LogQuery => {
  const fragments: Fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const roots = rootFieldsOf(operation.selectionSet, fragments);
  const [root] = roots;
  const definition = root && schema.getSubscriptionType()?.getFields()[root.name.value];
  if (!root || !definition) throw new Error('A valid subscription selects one field.');
  const { service, query, fixed } = logFieldOf(root);
  const { after } = getArgumentValues(definition, root, variables as Record<string, unknown>);
  const text = print(document);
  const [afterVariable, cursorKey] = [freeName('logAfter', text), freeName('logCursor', text)];
  const responseKey = (root.alias ?? root.name).value;
  const events: FieldNode = {
    ...fieldNode(
      query,
      [
        fieldNode('nodes', [
          fieldNode('cursor', undefined, cursorKey),
          ...roots.flatMap(({ selectionSet }) => selectionSet?.selections ?? []),
        ]),
        fieldNode('pageInfo', [fieldNode('endCursor'), fieldNode('hasNextPage')]),
      ],
      responseKey,
    ),
    arguments: [
      ...(root.arguments ?? []).filter((given) => given.name.value !== 'after'),
      ...Object.entries(fixed).map(([key, value]) => argument(key, parseValue(value))),
      argument('first', { kind: Kind.INT, value: String(eventsPerRequest) }),
      argument('after', { kind: Kind.VARIABLE, name: name(afterVariable) }),
    ],
  };
  const used = namesUsedIn([events], fragments);
  const own = (operation.variableDefinitions ?? []).filter(({ variable }) => used.has(`$${variable.name.value}`));
  const polling: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: OperationTypeNode.QUERY,
    ...(operation.name && { name: operation.name }),
    variableDefinitions: [
      ...own,
      {
        kind: Kind.VARIABLE_DEFINITION,
        variable: { kind: Kind.VARIABLE, name: name(afterVariable) },
        type: parseType('Cursor'),
      },
    ],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [events] },
  };
  return {
    service,
    document: {
      kind: Kind.DOCUMENT,
      definitions: [polling, ...[...fragments.values()].filter((fragment) => used.has(fragment.name.value))],
    },
    operation: polling,
    variables: Object.fromEntries(
      own.flatMap(
        ({
          variable: {
            name: { value },
          },
        }) => (value in variables ? [[value, variables[value]]] : []),
      ),
    ),
    afterVariable,
    responseKey,
    cursorKey,
    after: (after as string | null | undefined) ?? null,
  };
};

/**
 * The same query without the objects of events, such as the post: they may be null. `missing` are their response keys, which the
 * result lacks.
 */
export const withoutObjects = (query: LogQuery): { readonly query: LogQuery; readonly missing: readonly string[] } => {
  const missing = new Set<string>();
  const fragments = new Map(
    query.document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const leavesOf = ({ selections }: SelectionSetNode): SelectionNode[] =>
    selections.flatMap((node): SelectionNode[] => {
      if (node.kind === Kind.FIELD) {
        if (!node.selectionSet) return [node];
        missing.add((node.alias ?? node.name).value);
        return [];
      }
      const inner = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      const leaves = inner ? leavesOf(inner.selectionSet) : [];
      if (!inner || leaves.length === 0) return [];
      const selectionSet = { kind: Kind.SELECTION_SET, selections: leaves } as const;
      const { typeCondition } = inner;
      return [{ kind: Kind.INLINE_FRAGMENT, typeCondition, directives: node.directives, selectionSet }];
    });
  const [page] = query.operation.selectionSet.selections as readonly [FieldNode];
  const selections = ((page.selectionSet?.selections ?? []) as readonly FieldNode[]).map((field) =>
    field.name.value === 'nodes' && field.selectionSet
      ? { ...field, selectionSet: { ...field.selectionSet, selections: leavesOf(field.selectionSet) } }
      : field,
  );
  const reduced: FieldNode = { ...page, selectionSet: { kind: Kind.SELECTION_SET, selections } };
  const operation: OperationDefinitionNode = {
    ...query.operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [reduced] },
  };
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation] };
  return { query: { ...query, document, operation }, missing: [...missing] };
};
