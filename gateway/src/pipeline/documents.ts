import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { checkParsedDocument, MAX_TOKENS } from './document-check';

/** Valid documents that are kept for one schema, in UTF-16 code units of their texts. Their syntax trees take much more. */
const MAX_KEPT = 1_000_000;
/** A longer document is not kept, so that a few cannot replace all others. */
const MAX_KEPT_LENGTH = 50_000;

/** A document that is parsed and validated, or why it is not valid (status 400). */
export type ReadDocument =
  | { readonly document: DocumentNode; readonly errors?: undefined }
  | { readonly document?: undefined; readonly errors: readonly GraphQLError[] };

const withCode = (error: GraphQLError, code: string): GraphQLError => {
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code, http: { status: 400 } } });
};

const parsed = (text: string): DocumentNode => {
  try {
    return parse(text, { maxTokens: MAX_TOKENS });
  } catch (error) {
    // Anything else is the overflow of a stack.
    throw withCode(error instanceof GraphQLError ? error : new GraphQLError(String(error)), 'GRAPHQL_PARSE_FAILED');
  }
};

/** Returns how documents are read. A valid one is parsed and validated once, while its schema is in use. */
export const createDocuments = (): ((schema: GraphQLSchema, text: string) => ReadDocument) => {
  const kept = new WeakMap<GraphQLSchema, LRUCache<string, ReadDocument>>();
  const keptOf = (schema: GraphQLSchema): LRUCache<string, ReadDocument> => {
    const existing = kept.get(schema);
    if (existing) return existing;
    const created = new LRUCache<string, ReadDocument>({ maxSize: MAX_KEPT });
    kept.set(schema, created);
    return created;
  };
  return (schema, text) => {
    const known = keptOf(schema).get(text);
    if (known) return known;
    const document = parsed(text);
    checkParsedDocument(document);
    const errors = validate(schema, document);
    if (errors.length > 0) return { errors: errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) };
    if (text.length <= MAX_KEPT_LENGTH) keptOf(schema).set(text, { document }, { size: text.length });
    return { document };
  };
};
