import { byKey, type Connection, type Edge } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Post } from '../post/post.entity';
import { renderedText } from '../rich-text/rendered-texts';
import { highlightsIn, type SearchedText } from './highlight';
import type { PostHighlight } from './highlight.types';
import { matchingWords } from './matching-words';

/** In UTF-16 code units: matches after so much of a body are not shown. */
const READ_LENGTH = 50_000;

/** An edge of a list of posts that may have been searched. */
export interface SearchedEdge extends Edge<Post> {
  /** The searched text; absent if the list has none. */
  readonly searched?: string;
}

/** Says in each edge of a list what was searched. */
export const withSearched = (posts: Connection<Post>, searched: string | null | undefined): Connection<Post> =>
  searched == null ? posts : posts.withEdges((edge): SearchedEdge => ({ ...edge, searched }));

const textsOf = ({ title, summary, bodySource, bodyFormat }: Post): SearchedText[] => [
  { field: 'title', text: title },
  ...(summary === null ? [] : [{ field: 'summary', text: summary } as const]),
  { field: 'body', text: renderedText(bodySource, bodyFormat).text.slice(0, READ_LENGTH) },
];

/** The passages of the post of an edge. */
export interface FoundHighlights {
  readonly edge: SearchedEdge;
  readonly highlights: readonly PostHighlight[];
}

const findHighlights = async (
  db: EntityManager,
  searched: string,
  edges: readonly SearchedEdge[],
): Promise<FoundHighlights[]> => {
  const posts = edges.map((edge) => ({ edge, texts: textsOf(edge.node) }));
  const all = posts.flatMap(({ texts }) => texts.map(({ text }) => text));
  const words = await matchingWords(db, searched, all);
  return posts.map(({ edge, texts }) => ({ edge, highlights: highlightsIn(texts, words) }));
};

export const createHighlightLoaders = (db: EntityManager) => ({
  /** The passages of the post of each edge that match. One statement for the edges of one search. */
  highlightsOf: byKey(
    async (edges: readonly SearchedEdge[]) => {
      const searches = [...new Set(edges.map(({ searched = '' }) => searched))];
      const found = searches.map((searched) =>
        findHighlights(
          db,
          searched,
          edges.filter((edge) => edge.searched === searched),
        ),
      );
      return (await Promise.all(found)).flat();
    },
    ({ edge }) => edge,
  ),
});
