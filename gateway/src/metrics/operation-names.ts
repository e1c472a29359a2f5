import { Kind, parse } from 'graphql';

/** The names of the operations in documents. */
export const operationNamesIn = (documents: readonly string[]): readonly string[] =>
  documents.flatMap((document) =>
    parse(document).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? (definition.name?.value ?? []) : [],
    ),
  );
