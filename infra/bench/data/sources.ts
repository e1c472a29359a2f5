import { matchKey } from '@wizness/kernel';
import { type Choices, laterThan } from './choices';
import type { Row } from './copy-rows';
import { type ScalePost, sha256 } from './posts';
import type { Scale } from './scale';
import { sentence } from './words';

/** A post as a source of facts. */
export interface Document {
  readonly sourceId: string;
  /** Slug of the post. */
  readonly key: string;
  readonly text: string;
  readonly readAt: Date;
}

export interface Publication {
  readonly id: string;
  readonly originKey: string;
}

const PUBLISHERS = ['The Daily', 'Mobility Review', 'City of Paris', 'National Office of Statistics'];

/** Sources: the posts that were published, and publications without a text, on which posts report. */
export const chooseSources = (choices: Choices, scale: Scale, posts: readonly ScalePost[]) => {
  const documents = posts.flatMap(({ publishedAt, body }, number): Document[] =>
    publishedAt === null
      ? []
      : [
          {
            sourceId: choices.newId('source'),
            key: `post-${number}`,
            text: body,
            readAt: laterThan(publishedAt, 10, choices),
          },
        ],
  );
  const postOf = new Map(posts.map((post, number) => [`post-${number}`, post]));
  const publications = Array.from(
    { length: scale.publications },
    (_, number): Publication => ({
      id: choices.newId('source'),
      originKey: `https://example.org/publications/${number}`,
    }),
  );
  const words = (title: string, publisher: string) => `${matchKey(title)}\n${matchKey(publisher)}`;
  const rows = [
    ...documents.map(({ sourceId, key, text, readAt }): Row => {
      const title = postOf.get(key)?.title ?? key;
      return {
        id: sourceId,
        kind: 'POST',
        title,
        lang: 'en',
        url: null,
        publisher: 'Wizness Community',
        words: words(title, 'Wizness Community'),
        published: null,
        published_earliest: null,
        published_latest: null,
        retrieved_at: readAt,
        sha256: sha256(text),
        text,
        post_id: postOf.get(key)?.id ?? null,
        body_start: 0,
        body_end: text.length,
        document_key: key,
        revision: 1,
        origin_key: `page:${key}`,
      };
    }),
    ...publications.map(({ id, originKey }): Row => {
      const [title, publisher] = [sentence(choices, 6), choices.pick(PUBLISHERS)];
      const day = choices.happens(0.5) ? choices.time().toISOString().slice(0, 10) : null;
      return {
        id,
        kind: choices.pick(['WEB_PAGE', 'PRESS_RELEASE', 'DATASET']),
        title,
        lang: 'en',
        url: originKey,
        publisher,
        words: words(title, publisher),
        published: day === null ? null : JSON.stringify({ edtf: day, raw: null }),
        published_earliest: day,
        published_latest: day,
        retrieved_at: null,
        sha256: null,
        text: null,
        post_id: null,
        body_start: null,
        body_end: null,
        document_key: `publication ${originKey} ${title}`,
        revision: 1,
        origin_key: originKey,
      };
    }),
  ];
  return { documents, publications, rows };
};
