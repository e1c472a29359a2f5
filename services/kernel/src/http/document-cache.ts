import type { DocumentNode } from 'graphql';

/** The same few texts come again and again; more than this many distinct ones are not kept. */
const DOCUMENTS_KEPT = 1000;

/** `read`, done once for each text. What it throws is thrown, and the text is read again the next time. */
export const createDocumentCache = (read: (query: string) => DocumentNode): ((query: string) => DocumentNode) => {
  const documents = new Map<string, DocumentNode>();
  return (query) => {
    const known = documents.get(query);
    if (known) return known;
    const document = read(query);
    if (documents.size >= DOCUMENTS_KEPT) documents.clear();
    documents.set(query, document);
    return document;
  };
};
