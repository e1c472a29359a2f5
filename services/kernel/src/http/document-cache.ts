import type { DocumentNode } from 'graphql';

/** A query plan has few distinct texts. */
const MAX_DOCUMENTS = 1000;

/** Caches the results of `read` by text. An error is not cached: the text is read again next time. */
export const createDocumentCache = (read: (query: string) => DocumentNode): ((query: string) => DocumentNode) => {
  const documents = new Map<string, DocumentNode>();
  return (query) => {
    const cached = documents.get(query);
    if (cached) return cached;
    const document = read(query);
    if (documents.size >= MAX_DOCUMENTS) documents.clear();
    documents.set(query, document);
    return document;
  };
};
