import type { Logger } from '@wizness/kernel';
import type { Client } from 'pg';
import { readVocabulary } from '../../import/vocabulary';
import { loadActivity } from './activity';
import { loadCases } from './cases';
import type { Choices } from './choices';
import { commentRows } from './comments';
import { copyRows, type Row } from './copy-rows';
import { factRows } from './facts';
import { chooseMembers, followRows, type Member, memberRows } from './members';
import { choosePosts, postEvents, postRows, type ScalePost, type Topic } from './posts';
import { copyPosts } from './copy-posts';
import { fillProjections, fillRateableSubjects, fillSummaries } from './projections';
import { ratingRows } from './ratings';
import type { Scale } from './scale';
import { chooseSources } from './sources';
import { chooseSubjects, type Subjects, subjectRows } from './subjects';

export interface LoadOptions {
  readonly scale: Scale;
  readonly topics: readonly Topic[];
  readonly log: Logger;
  /** When the events happened. */
  readonly newest: Date;
  choicesFor(part: string): Choices;
}

interface Event {
  readonly type: string;
  readonly subject: string;
  readonly payload: string;
}

/** Appends events after those that the log has. */
const copyEvents = async (
  client: Client,
  schema: string,
  events: readonly Event[],
  occurredAt: Date,
): Promise<void> => {
  const { rows } = await client.query<{ last: string }>(
    `SELECT coalesce(max(position), 0) AS last FROM ${schema}.events`,
  );
  const last = Number(rows[0]?.last ?? 0);
  await copyRows(
    client,
    `${schema}.events`,
    events.map((event, index) => ({ position: last + index + 1, ...event, occurred_at: occurredAt })),
  );
};

const loadSubjects = async (client: Client, { choicesFor, newest }: LoadOptions, subjects: Subjects): Promise<void> => {
  const rows = subjectRows(choicesFor('subject rows'), subjects);
  await copyRows(client, 'partnerships.organisations', rows.organisations);
  await copyRows(client, 'partnerships.organisation_names', rows.organisationNames);
  await copyRows(client, 'partnerships.people', rows.people);
  await copyRows(client, 'partnerships.partnerships', rows.partnerships);
  await copyRows(client, 'partnerships.programmes', rows.programmes);
  await copyRows(client, 'partnerships.programme_names', rows.programmeNames);
  await copyRows(client, 'partnerships.duplicate_candidates', rows.duplicateCandidates);
  await copyEvents(client, 'partnerships', rows.events, newest);
};

const loadMembers = async (
  client: Client,
  { choicesFor, topics, newest }: LoadOptions,
  members: readonly Member[],
  subjects: Subjects,
): Promise<void> => {
  const rows = memberRows(choicesFor('member rows'), members);
  await copyRows(client, 'membership.members', rows);
  const topicIds = topics.map(({ id }) => id);
  const follows = followRows(choicesFor('follows'), members, subjects, topicIds);
  await copyRows(client, 'membership.follows', follows);
  const affiliations = members
    .filter(({ isVerified }) => isVerified)
    .map(({ id, organisationId }) => ({
      type: 'AffiliationVerified',
      subject: id,
      payload: JSON.stringify({ organisationId }),
    }));
  const followed = follows.map(({ member_id, target_id }) => ({
    type: 'MemberFollowed',
    subject: String(member_id),
    payload: JSON.stringify({ targetId: target_id }),
  }));
  const named = rows.map(({ id, handle, name }) => ({
    type: 'MemberNamed',
    subject: String(id),
    payload: JSON.stringify({ handle, name }),
  }));
  await copyEvents(client, 'membership', [...named, ...affiliations, ...followed], newest);
};

const loadPosts = async (
  client: Client,
  { choicesFor, scale, newest }: LoadOptions,
  posts: readonly ScalePost[],
  members: readonly Member[],
): Promise<void> => {
  const comments = commentRows(choicesFor('comments'), scale, posts, members);
  const rows = postRows(choicesFor('post rows'), posts, comments.counts);
  await copyPosts(client, rows.posts);
  await copyRows(client, 'content.post_revisions', rows.revisions);
  await copyRows(client, 'content.news_details', rows.news);
  await copyRows(client, 'content.good_practice_details', rows.goodPractices);
  await copyRows(client, 'content.challenge_details', rows.challenges);
  await copyRows(client, 'content.event_details', rows.events);
  await copyRows(client, 'content.taggings', rows.taggings);
  await copyRows(client, 'content.mentions', rows.mentions);
  await copyRows(client, 'content.comments', comments.rows);
  await copyEvents(client, 'content', postEvents(posts), newest);
};

const loadFacts = async (
  client: Client,
  { choicesFor, scale }: LoadOptions,
  subjects: Subjects,
  posts: readonly ScalePost[],
): Promise<void> => {
  const { documents, publications, rows } = chooseSources(choicesFor('sources'), scale, posts);
  await copyRows(client, 'partnerships.sources', rows);
  const [citations, contradictions, affiliations, participations]: [Row[], Row[], Row[], Row[]] = [[], [], [], []];
  const vocabulary = readVocabulary();
  const facts = function* () {
    for (const made of factRows(choicesFor('facts'), { scale, subjects, documents, publications, vocabulary })) {
      contradictions.push(...made.contradictions);
      for (const { claim, factId, ...stored } of made.claims) {
        citations.push(...stored.citations);
        const stated = { organisation_id: claim.organisationId, since: null, until: null, fact_id: factId };
        const { subjectId: id, property } = claim;
        if (property.key === 'affiliation') {
          affiliations.push({ ...stated, person_id: id, role: 'director', role_code: 'DIRECTOR' });
        } else if (property.key === 'participation') {
          const isProgramme = id.startsWith('programme_');
          const parent = { programme_id: isProgramme ? id : null, partnership_id: isProgramme ? null : id };
          participations.push({ ...stated, ...parent, role: 'PARTNER', dimension_values: '{}', collective: null });
        }
        yield* stored.facts;
      }
    }
  };
  await copyRows(client, 'partnerships.facts', facts());
  await copyRows(client, 'partnerships.citations', citations);
  await copyRows(client, 'partnerships.fact_contradictions', contradictions);
  await copyRows(client, 'partnerships.affiliations', affiliations);
  await copyRows(client, 'partnerships.participations', participations);
};

const loadRatings = async (
  client: Client,
  { choicesFor, scale }: LoadOptions,
  material: { posts: readonly ScalePost[]; subjects: Subjects; members: readonly Member[] },
): Promise<void> => {
  await fillRateableSubjects(client);
  const votes: Row[] = [];
  const rows = function* () {
    for (const made of ratingRows(choicesFor('ratings'), scale, material)) {
      votes.push(...made.votes);
      yield made.rating;
    }
  };
  await copyRows(client, 'ratings.ratings', rows());
  await copyRows(client, 'ratings.rating_votes', votes);
  await fillSummaries(client);
};

/** Loads all rows in the transaction of `client`. */
export const loadRows = async (client: Client, options: LoadOptions): Promise<void> => {
  const { choicesFor, scale, topics, log } = options;
  const subjects = chooseSubjects(choicesFor('subjects'), scale);
  const members = chooseMembers(choicesFor('members'), scale, subjects);
  const posts = choosePosts(choicesFor('posts'), scale, subjects, members, topics);
  await loadSubjects(client, options, subjects);
  await loadMembers(client, options, members, subjects);
  log.info('members and subjects are loaded');
  await loadPosts(client, options, posts, members);
  await loadActivity(client, choicesFor('activity'), scale, { posts, members, subjects });
  await loadCases(client, choicesFor('cases'), scale, { posts, members });
  log.info('posts and comments are loaded');
  await loadFacts(client, options, subjects, posts);
  log.info('facts are loaded');
  await fillProjections(client);
  await loadRatings(client, options, { posts, subjects, members });
  log.info('ratings are loaded');
};
