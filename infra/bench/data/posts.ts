import { createHash } from 'node:crypto';
import { FuzzyDate } from '@wizness/kernel';
import { type Choices, laterThan } from './choices';
import type { Row } from './copy-rows';
import type { Member } from './members';
import type { Scale } from './scale';
import type { Subjects } from './subjects';
import { paragraph, sentence } from './words';

interface NamedInText {
  readonly targetId: string;
  readonly occurrence: number;
  readonly surface: string;
  /** In code points: the texts have no character that takes two code units. */
  readonly start: number;
}

export interface ScalePost {
  readonly id: string;
  readonly kind: 'ARTICLE' | 'NEWS' | 'EVENT' | 'GOOD_PRACTICE' | 'CHALLENGE';
  readonly title: string;
  readonly summary: string | null;
  readonly body: string;
  readonly mentions: readonly NamedInText[];
  readonly authorId: string | null;
  readonly organisationId: string | null;
  readonly state: 'PUBLISHED' | 'DRAFT' | 'UNPUBLISHED';
  readonly visibility: 'PUBLIC' | 'MEMBERS' | 'ORGANISATION';
  readonly publishedAt: Date | null;
  readonly updatedAt: Date;
  readonly revision: number;
  readonly topics: readonly Topic[];
}

export interface Topic {
  readonly id: string;
  readonly slug: string;
}

const MOST_MENTIONS = 12;

/** A text of paragraphs, half of which begin with the name of an organisation. */
const writeBody = (choices: Choices, { organisations }: Subjects): Pick<ScalePost, 'body' | 'mentions'> => {
  const mentions: NamedInText[] = [];
  const occurrences = new Map<string, number>();
  let body = '';
  for (let count = choices.integer(2, 8); count > 0; count -= 1) {
    if (body !== '') body += '\n\n';
    const named = choices.happens(0.6) ? organisations[choices.powerLaw(organisations.length)] : undefined;
    if (named && mentions.length < MOST_MENTIONS) {
      const occurrence = (occurrences.get(named.id) ?? 0) + 1;
      occurrences.set(named.id, occurrence);
      mentions.push({ targetId: named.id, occurrence, surface: named.name, start: body.length });
      body += `${named.name}: `;
    }
    body += paragraph(choices, choices.integer(30, 120));
  }
  return { body, mentions };
};

/** The most commented, cited and rated posts come first. The first one is a published article that everybody sees. */
export const choosePosts = (
  choices: Choices,
  scale: Scale,
  subjects: Subjects,
  members: readonly Member[],
  topics: readonly Topic[],
): ScalePost[] =>
  Array.from({ length: scale.posts }, (_, number) => {
    const hot = number < 5;
    const author = members[choices.powerLaw(members.length)];
    const publishedAt = choices.time();
    const revision = choices.happens(0.2) ? choices.integer(2, 4) : 1;
    const forOrganisation = choices.happens(0.35);
    const state = hot || choices.happens(0.96) ? 'PUBLISHED' : choices.pick(['DRAFT', 'UNPUBLISHED'] as const);
    const audience = choices.fraction();
    const own = new Set(
      Array.from({ length: choices.integer(1, 5) }, () => topics[choices.powerLaw(topics.length)] ?? topics[0]),
    );
    const title = sentence(choices, choices.integer(4, 9)).slice(0, -1);
    return {
      id: choices.newId('post'),
      kind: hot
        ? 'ARTICLE'
        : choices.pick(['ARTICLE', 'ARTICLE', 'NEWS', 'NEWS', 'EVENT', 'GOOD_PRACTICE', 'CHALLENGE']),
      title,
      summary: choices.happens(0.5) ? sentence(choices, 15) : null,
      ...writeBody(choices, subjects),
      authorId: author?.id ?? null,
      organisationId: forOrganisation ? (author?.organisationId ?? null) : null,
      state,
      visibility: hot || audience < 0.82 ? 'PUBLIC' : audience < 0.95 || !forOrganisation ? 'MEMBERS' : 'ORGANISATION',
      publishedAt: state === 'DRAFT' ? null : publishedAt,
      updatedAt: revision === 1 ? publishedAt : laterThan(publishedAt, 60, choices),
      revision,
      topics: [...own].flatMap((topic) => topic ?? []),
    };
  });

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The date of an event, as its text states it. */
const eventDate = (choices: Choices): FuzzyDate => {
  const day = choices.time().toISOString().slice(0, 10);
  if (choices.happens(0.1)) return FuzzyDate.unknown('soon');
  return FuzzyDate.fromEdtf(choices.happens(0.2) ? day.slice(0, 7) : day, day);
};

/** The rows of everything that belongs to posts, except comments. */
export const postRows = (choices: Choices, posts: readonly ScalePost[], commentCounts: ReadonlyMap<string, number>) => {
  const events = new Map(posts.filter(({ kind }) => kind === 'EVENT').map(({ id }) => [id, eventDate(choices)]));
  const stored = (date: FuzzyDate) => JSON.stringify({ edtf: date.edtf, raw: date.raw });
  const ofKind = (kind: ScalePost['kind'], row: (post: ScalePost) => Row): Row[] =>
    posts.filter((post) => post.kind === kind).map(row);
  return {
    posts: posts.map(
      (post, number): Row => ({
        id: post.id,
        kind: post.kind,
        slug: `post-${number}`,
        title: post.title,
        lang: 'en',
        translated_titles: '{}',
        summary: post.summary,
        body_source: post.body,
        body_format: 'PLAIN',
        author_id: post.authorId,
        byline: null,
        written_for_id: post.organisationId,
        state: post.state,
        published_revision: post.publishedAt === null ? null : 1,
        visibility: post.visibility,
        published_at: post.publishedAt,
        written: null,
        updated_at: post.updatedAt,
        revision: post.revision,
        comment_count: commentCounts.get(post.id) ?? 0,
        digest: sha256(post.id),
        event_from: events.get(post.id)?.earliest ?? null,
        event_to: events.get(post.id)?.latest ?? null,
      }),
    ),
    revisions: posts.flatMap(({ id, revision, title, body, authorId, updatedAt }) =>
      Array.from(
        { length: revision },
        (_, index): Row => ({
          id: choices.newId('revision'),
          post_id: id,
          number: index + 1,
          title,
          body_source: index + 1 === revision ? body : `${body}\n\n${sentence(choices, 8)}`,
          body_format: 'PLAIN',
          page_sha256: null,
          editor_id: authorId,
          edited_at: updatedAt,
          reason: null,
        }),
      ),
    ),
    news: ofKind('NEWS', ({ id }) => ({ id, outlet: 'The Daily', external_url: null })),
    goodPractices: ofKind('GOOD_PRACTICE', ({ id, mentions }) => ({
      id,
      problem: sentence(choices, 12),
      approach: sentence(choices, 12),
      results: sentence(choices, 12),
      lessons: null,
      organisation_ids: mentions.slice(0, 2).map(({ targetId }) => targetId),
    })),
    challenges: ofKind('CHALLENGE', ({ id, publishedAt, organisationId }) => ({
      id,
      question: sentence(choices, 10),
      opens_at: publishedAt,
      closes_at: null,
      host_id: organisationId,
    })),
    events: ofKind('EVENT', ({ id, organisationId }) => ({
      id,
      series_id: null,
      theme: sentence(choices, 5),
      when: stored(events.get(id) ?? FuzzyDate.unknown()),
      starts_at: null,
      ends_at: null,
      place: 'Paris',
      organiser_ids: organisationId === null ? [] : [organisationId],
    })),
    taggings: posts.flatMap(({ id, topics, publishedAt, updatedAt }) =>
      topics.map(
        (topic, position): Row => ({
          id: choices.newId('tagging'),
          post_id: id,
          topic_id: topic.id,
          position,
          sorted_at: publishedAt ?? updatedAt,
        }),
      ),
    ),
    mentions: posts.flatMap(({ id, mentions, publishedAt, updatedAt }) =>
      mentions.map(
        ({ targetId, occurrence, surface, start }): Row => ({
          id: choices.newId('mention'),
          post_id: id,
          target_id: targetId,
          occurrence,
          surface,
          start,
          end: start + surface.length,
          found_by_name: true,
          sorted_at: publishedAt ?? updatedAt,
        }),
      ),
    ),
  };
};

/** The events of a post in order, without their positions: it is drafted or published, and then changed. */
export const postEvents = (posts: readonly ScalePost[]) =>
  posts.flatMap(({ id, kind, state, visibility, authorId, organisationId, revision, topics }) =>
    Array.from({ length: state === 'UNPUBLISHED' ? revision + 1 : revision }, (_, index) => {
      const published = state === 'PUBLISHED' || (state === 'UNPUBLISHED' && index < revision);
      const first = index === 0 ? 'PostPublished' : 'PostUpdated';
      const payload = {
        kind,
        revision: Math.min(index + 1, revision),
        published,
        visibility,
        authorId,
        organisationId,
        topicSlugs: topics.map(({ slug }) => slug),
      };
      const type = published ? first : state === 'DRAFT' ? 'PostDrafted' : 'PostUnpublished';
      return { type, subject: id, payload: JSON.stringify(payload) };
    }),
  );
