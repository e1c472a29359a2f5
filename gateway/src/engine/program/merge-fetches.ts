import {
  type DefinitionNode,
  type DocumentNode,
  Kind,
  print,
  type SelectionNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import type { Fetch, FetchPart } from '../plan';

const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;

/** New names for what two fetches could both have. Names that start with `__` are taken by no variable of a client. */
interface Names {
  readonly fragmentPrefix: string;
  readonly entityKeys: ReadonlyMap<string, string>;
  readonly variables: ReadonlyMap<string, string>;
}

const renameIn = (document: DocumentNode, { fragmentPrefix, entityKeys, variables }: Names): DocumentNode =>
  visit(document, {
    FragmentDefinition: (node) => ({ ...node, name: nameNode(fragmentPrefix + node.name.value) }),
    FragmentSpread: (node) => ({ ...node, name: nameNode(fragmentPrefix + node.name.value) }),
    Variable: (node) => ({ ...node, name: nameNode(variables.get(node.name.value) ?? node.name.value) }),
    Field: (node) => {
      const alias = entityKeys.get((node.alias ?? node.name).value);
      return node.name.value === '_entities' && alias ? { ...node, alias: nameNode(alias) } : undefined;
    },
  });

const namesFor = (fetch: Fetch, index: number, firstEntity: number): Names => {
  const entityKeys = new Map<string, string>();
  const variables = new Map<string, string>();
  for (const part of fetch.parts) {
    if (part.kind !== 'entities') continue;
    const number = firstEntity + entityKeys.size;
    entityKeys.set(part.key, `_e${number}`);
    if (!variables.has(part.variable)) variables.set(part.variable, `__representations_${number}`);
  }
  return { fragmentPrefix: `f${index}_`, entityKeys, variables };
};

const renamedPart = (part: FetchPart, { entityKeys, variables }: Names): FetchPart =>
  part.kind === 'root'
    ? part
    : {
        ...part,
        key: entityKeys.get(part.key) ?? part.key,
        variable: variables.get(part.variable) ?? part.variable,
      };

/** Merges fetches of one subgraph into one request: their fields side by side, each `_entities` field with its own alias. */
const mergeAll = (fetches: readonly Fetch[]): Fetch => {
  const selections: SelectionNode[] = [];
  const definitions: DefinitionNode[] = [];
  const variableDefinitions = new Map<string, VariableDefinitionNode>();
  const parts: FetchPart[] = [];
  for (const [index, fetch] of fetches.entries()) {
    const names = namesFor(fetch, index, parts.length);
    for (const definition of renameIn(fetch.document, names).definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) {
        definitions.push(definition);
        continue;
      }
      selections.push(...definition.selectionSet.selections);
      for (const defined of definition.variableDefinitions ?? []) {
        variableDefinitions.set(defined.variable.name.value, defined);
      }
    }
    parts.push(...fetch.parts.map((part) => renamedPart(part, names)));
  }
  const [first] = fetches;
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: first?.operation === 'mutation' ? 'mutation' : 'query',
        variableDefinitions: [...variableDefinitions.values()],
        selectionSet: { kind: Kind.SELECTION_SET, selections },
      } as DefinitionNode,
      ...definitions,
    ],
  };
  return {
    kind: 'fetch',
    service: first?.service ?? '',
    operation: 'query',
    text: print(document),
    document,
    variables: [...new Set(fetches.flatMap(({ variables }) => variables))],
    parts,
  };
};

/** Root fields at other places than the root could meet, and are rare. */
const isMergeable = ({ operation, parts }: Fetch): boolean =>
  operation === 'query' && parts.every((part) => part.kind === 'entities' || part.at.length === 0);

export interface PlacedFetch {
  readonly fetch: Fetch;
  readonly wave: number;
  /** Indices of the fetches that it waits for. */
  readonly dependsOn: readonly number[];
}

/** Merges the fetches of each wave to each subgraph. The merged fetch waits for what any of them waits for. */
export const mergeFetches = (placed: readonly PlacedFetch[]): readonly PlacedFetch[] => {
  if (placed.some(({ fetch }) => fetch.operation === 'mutation')) return placed;
  const groups = new Map<string, number[]>();
  for (const [index, { fetch, wave }] of placed.entries()) {
    const key = isMergeable(fetch) ? `${wave} ${fetch.service}` : `${index}`;
    groups.set(key, [...(groups.get(key) ?? []), index]);
  }
  const merged = [...groups.values()];
  const indexOf = new Map(merged.flatMap((members, index) => members.map((member) => [member, index] as const)));
  return merged.map((members) => {
    const members_ = members.flatMap((member) => placed[member] ?? []);
    const fetches = members_.map(({ fetch }) => fetch);
    const [only] = fetches;
    const dependsOn = new Set(members_.flatMap((member) => member.dependsOn.map((index) => indexOf.get(index) ?? 0)));
    return {
      fetch: fetches.length === 1 && only ? only : mergeAll(fetches),
      wave: members_[0]?.wave ?? 0,
      dependsOn: [...dependsOn],
    };
  });
};
