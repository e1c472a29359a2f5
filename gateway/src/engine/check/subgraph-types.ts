import { type DirectiveNode, type DocumentNode, Kind, parse, type SelectionSetNode, type TypeNode } from 'graphql';

/** A field as one subgraph has it. */
interface SubgraphField {
  /** Name of the type of its values, without lists and nullability. */
  readonly type: string;
  /** Whether the subgraph only mentions the field, and cannot be asked for it. */
  readonly isExternal: boolean;
  readonly requires: SelectionSetNode | null;
  readonly provides: SelectionSetNode | null;
}

/** A type as one subgraph has it. */
export interface SubgraphType {
  readonly isInterfaceObject: boolean;
  /** Keys by which the subgraph resolves references. */
  readonly keys: readonly SelectionSetNode[];
  /** Names of the object types that its objects can have. */
  readonly objects: Set<string>;
  readonly fields: Map<string, SubgraphField>;
}

/** What the subgraphs of a supergraph know. */
export interface SubgraphTypes {
  /** The types of each subgraph, by their names. */
  readonly subgraphs: readonly ReadonlyMap<string, SubgraphType>[];
  /** A type of a subgraph; undefined if the subgraph does not know it. */
  typeOf(service: string, type: string): SubgraphType | undefined;
  /**
   * Whether all subgraphs with a field know `object` as a type of its values. If not, planners leave the fields of `object` out: a
   * shareable field should only return what all its subgraphs know.
   */
  isCommon(type: string, field: string, object: string): boolean;
}

type Values = Readonly<Record<string, string | boolean>>;

const valuesOf = ({ arguments: given = [] }: DirectiveNode): Values =>
  Object.fromEntries(
    given.flatMap(({ name, value }) => ('value' in value ? [[name.value, value.value] as const] : [])),
  );

const namedValues = (directives: readonly DirectiveNode[] | undefined, name: string): Values[] =>
  (directives ?? []).filter((directive) => directive.name.value === name).map(valuesOf);

/** A set of fields as it is written in `@key`, `@requires` and `@provides`. */
const fieldSetOf = (text: string | boolean | undefined): SelectionSetNode | null => {
  const [definition] = typeof text === 'string' ? parse(`{ ${text} }`, { noLocation: true }).definitions : [];
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet : null;
};

const namedTypeOf = (type: TypeNode): string => ('name' in type ? type.name.value : namedTypeOf(type.type));

/** The names of the fields in a set, at all its levels. */
const namesIn = ({ selections }: SelectionSetNode): string[] =>
  selections.flatMap((selection) => [
    ...(selection.kind === Kind.FIELD ? [selection.name.value] : []),
    ...('selectionSet' in selection && selection.selectionSet ? namesIn(selection.selectionSet) : []),
  ]);

type Definition = Extract<DocumentNode['definitions'][number], { readonly directives?: unknown }>;
type Named = Definition & { readonly name: { readonly value: string } };

/** Reads what each subgraph knows, from the `join` directives of a supergraph. */
export const readSubgraphTypes = ({ definitions }: DocumentNode): SubgraphTypes => {
  const types = new Map<string, Map<string, SubgraphType>>();
  const services = new Map<string, string>();
  const composite = definitions.filter(
    (definition): definition is Named =>
      'name' in definition && definition.name !== undefined && 'directives' in definition,
  );
  const typeIn = (graph: unknown, name: string): SubgraphType | undefined => types.get(String(graph))?.get(name);

  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const { name, directives } of definition.values ?? []) {
      services.set(String(namedValues(directives, 'join__graph')[0]?.['name']), name.value);
      types.set(name.value, new Map());
    }
  }
  /** Names in the keys of each subgraph: it can be asked for them, whatever it states of them elsewhere. */
  const keyNames = new Map<string, Set<string>>();
  for (const { name, directives } of composite) {
    for (const { graph, key, resolvable = true, isInterfaceObject = false } of namedValues(directives, 'join__type')) {
      const set = fieldSetOf(key);
      const known = typeIn(graph, name.value);
      const keys = [...(known?.keys ?? []), ...(set && resolvable === true ? [set] : [])];
      types.get(String(graph))?.set(name.value, {
        isInterfaceObject: isInterfaceObject === true,
        keys,
        objects: new Set(),
        fields: new Map(),
      });
      const names = keyNames.get(String(graph)) ?? new Set();
      for (const field of set ? namesIn(set) : []) names.add(field);
      keyNames.set(String(graph), names);
    }
  }

  const addFields = (definition: Definition, name: string): void => {
    const graphs = namedValues(definition.directives, 'join__type').map(({ graph }) => graph);
    for (const field of ('fields' in definition && definition.fields) || []) {
      const joined = namedValues(field.directives, 'join__field');
      for (const values of joined.length > 0 ? joined : graphs.map((graph) => ({ graph }) as Values)) {
        const { graph, type, external = false, requires, provides } = values;
        const ownType = typeof type === 'string' ? type.replaceAll(/[[\]!]/g, '') : namedTypeOf(field.type as TypeNode);
        typeIn(graph, name)?.fields.set(field.name.value, {
          type: ownType,
          isExternal: external === true && !keyNames.get(String(graph))?.has(field.name.value),
          requires: fieldSetOf(requires),
          provides: fieldSetOf(provides),
        });
      }
    }
  };

  /** The object types with each interface, in the whole supergraph. */
  const implementing = new Map<string, string[]>();
  for (const definition of composite) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const { name } of definition.interfaces ?? []) {
      implementing.set(name.value, [...(implementing.get(name.value) ?? []), definition.name.value]);
    }
  }
  /** The object types that objects of a type can have in a subgraph; under the name of the type, if it is an `@interfaceObject`. */
  const objectsOf = (definition: Named, { isInterfaceObject }: SubgraphType): readonly string[] => {
    const name = definition.name.value;
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) return [name];
    return isInterfaceObject ? (implementing.get(name) ?? []) : [];
  };

  for (const definition of composite) {
    const name = definition.name.value;
    addFields(definition, name);
    for (const { graph } of namedValues(definition.directives, 'join__type')) {
      const own = typeIn(graph, name);
      for (const object of own ? objectsOf(definition, own) : []) own?.objects.add(object);
    }
    for (const { graph, interface: implemented } of namedValues(definition.directives, 'join__implements')) {
      const own = typeIn(graph, name);
      const wider = typeIn(graph, String(implemented));
      for (const object of own ? objectsOf(definition, own) : []) wider?.objects.add(object);
    }
    for (const { graph, member } of namedValues(definition.directives, 'join__unionMember')) {
      typeIn(graph, name)?.objects.add(String(member));
    }
  }
  return {
    subgraphs: [...types.values()],
    typeOf: (service, type) => types.get(services.get(service) ?? '')?.get(type),
    isCommon: (type, field, object) =>
      [...types.values()].every((known) => {
        const own = known.get(type)?.fields.get(field);
        return !own || own.isExternal || known.get(own.type)?.objects.has(object) !== false;
      }),
  };
};
