import { idPrefix } from '@wizness/kernel';
import type { FactLoaders } from '../fact/read/fact.loader';
import {
  CommentReference,
  EventSeriesReference,
  MemberReference,
  PostReference,
  RatingReference,
  TopicReference,
} from '../references';
import type { createSourceLoaders } from '../source/source.loader';
import type { SubjectLoaders } from '../subject/subject.loader';
import type { Node } from './node.types';

/** Types of other subgraphs by the prefix of their ids. The owner decides whether there is such a thing. */
const REFERENCES: Readonly<Record<string, new () => Node>> = {
  comment: CommentReference,
  member: MemberReference,
  post: PostReference,
  rating: RatingReference,
  series: EventSeriesReference,
  topic: TopicReference,
};

type Loaders = SubjectLoaders &
  Pick<FactLoaders, 'factById'> &
  Pick<ReturnType<typeof createSourceLoaders>, 'sourceById'>;

/** Loads anything by its global id. Null for an id of no type, or if there is nothing that the viewer may see. */
export const createNodeLoader = ({ subjectById, factById, sourceById }: Loaders) => ({
  nodeById: {
    load: async (id: string): Promise<Node | null> => {
      const prefix = idPrefix(id);
      if (prefix === null) return null;
      if (prefix === 'fact') return factById.load(id);
      if (prefix === 'source') return sourceById.load(id);
      const Reference = REFERENCES[prefix];
      return Reference ? Object.assign(new Reference(), { id }) : subjectById.load(id);
    },
  },
});
