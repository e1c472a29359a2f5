import {
  type DocumentNode,
  type FieldNode,
  getArgumentValues,
  getNamedType,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import { createDocuments } from '../pipeline/documents';
import type { OperationLimitCheck } from '../pipeline/operation-limits';
import { createStorableValueCheck } from '../pipeline/storable-values';
import { webhookDocument } from './webhook-document';

/** A mutation that a client sends. */
interface SentMutation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Throws, with the code and status of an operation that is not valid, if a mutation saves a selection that is not. */
export type CheckSelections = (schema: GraphQLSchema, mutation: SentMutation) => void;

export interface SelectionCheckOptions {
  /** Fields of input types, `Type.field`, whose values are selections on `PostEvent`. */
  readonly selectionFieldsOf: (schema: GraphQLSchema) => ReadonlySet<string>;
  readonly checkLimits: OperationLimitCheck;
  /** Throws if clients may not send this document. */
  readonly checkAllowed: (document: string) => void;
}

const rootFieldsOf = (set: SelectionSetNode, document: DocumentNode): FieldNode[] =>
  set.selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node];
    if (node.kind === Kind.INLINE_FRAGMENT) return rootFieldsOf(node.selectionSet, document);
    const found = document.definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === node.name.value,
    );
    return found?.kind === Kind.FRAGMENT_DEFINITION ? rootFieldsOf(found.selectionSet, document) : [];
  });

/** Values of the arguments of a field. None if they are not valid, which is reported where they are used. */
const valuesOf = (...args: Parameters<typeof getArgumentValues>): Readonly<Record<string, unknown>> => {
  try {
    return getArgumentValues(...args);
  } catch {
    return {};
  }
};

const withPath = (error: GraphQLError, argument: readonly string[]): GraphQLError =>
  new GraphQLError(error.message, { extensions: { ...error.extensions, argument } });

/**
 * The check of selections that are saved, to be run later as the subscription of a webhook: they must be valid, and within the
 * limits of operations, when they are saved.
 */
export const createSelectionCheck = ({
  selectionFieldsOf,
  checkLimits,
  checkAllowed,
}: SelectionCheckOptions): CheckSelections => {
  const readDocument = createDocuments();
  const checkStorableValues = createStorableValueCheck();
  const check = (schema: GraphQLSchema, selection: string): void => {
    const text = webhookDocument({ types: [], filter: null, selection });
    checkAllowed(text);
    const { document, errors } = readDocument(schema, text);
    if (!document) throw errors[0];
    checkStorableValues({ document });
    const operation = getOperationAST(document);
    if (operation) checkLimits(schema, { document, operation, variables: {} });
  };
  return (schema, { document, operation, variables }) => {
    const fields = selectionFieldsOf(schema);
    const mutations = schema.getMutationType()?.getFields();
    if (operation.operation !== OperationTypeNode.MUTATION || fields.size === 0 || !mutations) return;
    for (const node of rootFieldsOf(operation.selectionSet, document)) {
      const definition = mutations[node.name.value];
      if (!definition) continue;
      for (const { name, type } of definition.args) {
        const input = getNamedType(type);
        if (!isInputObjectType(input)) continue;
        const saved = Object.keys(input.getFields()).filter((field) => fields.has(`${input.name}.${field}`));
        if (saved.length === 0) continue;
        const value = (valuesOf(definition, node, variables as Record<string, unknown>)[name] ?? {}) as object;
        for (const field of saved) {
          const selection = (value as Readonly<Record<string, unknown>>)[field];
          if (typeof selection !== 'string') continue;
          try {
            check(schema, selection);
          } catch (error) {
            throw error instanceof GraphQLError ? withPath(error, [name, field]) : error;
          }
        }
      }
    }
  };
};
