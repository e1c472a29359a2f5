import type { DocumentNode } from 'graphql';

/** A query plan has few distinct texts. */
const MAX_DOCUMENTS = 1000;
/** In UTF-16 code units, of all texts together. A caller can write a literal of a megabyte into each document. */
const MAX_LENGTH = 2_000_000;

/**
 * Caches the results of `read` by text, in bounded memory. An error is not cached, nor is a long text: it is read again next
 * time.
 */
export const createDocumentCache = (read: (query: string) => DocumentNode): ((query: string) => DocumentNode) => {
  const documents = new Map<string, DocumentNode>();
  let length = 0;
  return (query) => {
    const cached = documents.get(query);
    if (cached) return cached;
    const document = read(query);
    if (query.length > MAX_LENGTH / 20) return document;
    if (documents.size >= MAX_DOCUMENTS || length + query.length > MAX_LENGTH) {
      documents.clear();
      length = 0;
    }
    documents.set(query, document);
    length += query.length;
    return document;
  };
};
