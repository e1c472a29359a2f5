import { type NewDetails, type NewEventDetails, type NewPost, PostKind, TextFormat } from '@wizness/content';
import { FuzzyDate } from '@wizness/kernel';
import type { CommunityEvent, CommunityPost } from './community';

/** Ids of the entities that the community's posts refer to. */
export interface DemoIds {
  organisation(name: string): string;
  member(handle: string): string;
  series(key: string): string;
}

const eventDetails = (event: CommunityEvent, ids: DemoIds): NewEventDetails => ({
  seriesId: ids.series(event.series),
  theme: event.theme,
  when: FuzzyDate.fromEdtf(event.when),
  startsAt: new Date(event.startsAt),
  endsAt: new Date(event.endsAt),
  place: event.place,
  organiserIds: event.organisers.map((name) => ids.organisation(name)),
  speakers: event.speakers.map(({ organisation, ...speaker }) => ({
    ...speaker,
    organisationId: ids.organisation(organisation),
  })),
});

const detailsOf = (post: CommunityPost, ids: DemoIds): NewDetails => {
  switch (post.kind) {
    case 'ARTICLE':
      return { kind: PostKind.ARTICLE };
    case 'NEWS':
      return { kind: PostKind.NEWS, details: post.details };
    case 'EVENT':
      return { kind: PostKind.EVENT, details: eventDetails(post.details, ids) };
    case 'GOOD_PRACTICE': {
      const { organisations, ...rest } = post.details;
      const organisationIds = organisations.map((name) => ids.organisation(name));
      return { kind: PostKind.GOOD_PRACTICE, details: { ...rest, organisationIds } };
    }
    case 'CHALLENGE': {
      const { question, opensAt, closesAt, host } = post.details;
      const times = { opensAt: new Date(opensAt), closesAt: new Date(closesAt) };
      return { kind: PostKind.CHALLENGE, details: { question, ...times, hostId: ids.organisation(host) } };
    }
  }
};

/** A post of the community in the form in which content publishes it. */
export const newPost = (post: CommunityPost, ids: DemoIds): NewPost => ({
  slug: post.slug,
  title: post.title,
  lang: post.lang,
  summary: post.summary,
  body: { source: post.body, format: TextFormat.MARKDOWN },
  authorId: post.author && ids.member(post.author),
  writtenForId: post.writtenFor && ids.organisation(post.writtenFor),
  topicSlugs: post.topics,
  publishedAt: new Date(post.publishedAt),
  ...detailsOf(post, ids),
});
