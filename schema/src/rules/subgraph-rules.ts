import { type DocumentNode, type FieldDefinitionNode, Kind, type TypeNode } from 'graphql';

/** The subgraph that owns each entity. */
const OWNERS: Readonly<Record<string, string>> = {
  Post: 'content',
  Comment: 'content',
  Topic: 'content',
  EventSeries: 'content',
  Member: 'membership',
  Organisation: 'partnerships',
  Person: 'partnerships',
  Programme: 'partnerships',
  Partnership: 'partnerships',
  Fact: 'partnerships',
  Source: 'partnerships',
  Rating: 'ratings',
};

const withoutNonNull = (type: TypeNode): TypeNode => (type.kind === Kind.NON_NULL_TYPE ? type.type : type);

/** The item of a list, or the type itself. */
const itemOf = (type: TypeNode): TypeNode => {
  const outer = withoutNonNull(type);
  return outer.kind === Kind.LIST_TYPE ? outer.type : type;
};

const nameOf = (type: TypeNode): string => {
  const inner = withoutNonNull(type);
  return inner.kind === Kind.NAMED_TYPE ? inner.name.value : nameOf(inner.type);
};

const hasDirective = (field: FieldDefinitionNode, name: string): boolean =>
  field.directives?.some((directive) => directive.name.value === name) ?? false;

/** Fields that another subgraph than their type's, or their value's, owner resolves, and that are not nullable. */
export const foreignAndNonNull = (subgraph: string, document: DocumentNode): string[] =>
  document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    const typeName = definition.name.value;
    const isForeign = (name: string): boolean => (OWNERS[name] ?? subgraph) !== subgraph;
    return (definition.fields ?? []).flatMap((field) => {
      if (field.name.value === 'id' || hasDirective(field, 'external')) return [];
      const at = `${subgraph}: ${typeName}.${field.name.value}`;
      const contributed = isForeign(typeName) && field.type.kind === Kind.NON_NULL_TYPE;
      const item = itemOf(field.type);
      const foreignItem = item.kind === Kind.NON_NULL_TYPE && isForeign(nameOf(item));
      return [
        ...(contributed ? [`${at} is contributed and non-null`] : []),
        ...(foreignItem ? [`${at} is of another subgraph and non-null`] : []),
      ];
    });
  });

/** Lists of objects without a `@listSize`, from which the cost of an operation is computed. */
export const listsWithoutSize = (
  subgraph: string,
  document: DocumentNode,
  isComposite: (typeName: string) => boolean,
): string[] =>
  document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      return [];
    if (/Connection$/.test(definition.name.value)) return [];
    return (definition.fields ?? [])
      .filter((field) => {
        const name = nameOf(field.type);
        const isList = withoutNonNull(field.type).kind === Kind.LIST_TYPE || /Connection$/.test(name);
        return isList && isComposite(name) && !field.name.value.startsWith('_') && !hasDirective(field, 'listSize');
      })
      .map((field) => `${subgraph}: ${definition.name.value}.${field.name.value} has no @listSize`);
  });
