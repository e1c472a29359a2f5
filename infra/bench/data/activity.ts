import type { Client } from 'pg';
import { type Choices, powerLawSizes } from './choices';
import { copyRows, type Row } from './copy-rows';
import type { Member } from './members';
import type { ScalePost } from './posts';
import type { Scale } from './scale';
import type { Subjects } from './subjects';
import { wordAt } from './words';

const SERIES = 20;

/** Parts of `total` for the items of `list`, the first the most: one twentieth of all. */
const withSizes = <Item>(list: readonly Item[], total: number, most = total / 20): (readonly [Item, number])[] => {
  const sizes = powerLawSizes(list.length, total, Math.floor(most));
  return list.map((item, index) => [item, sizes[index] ?? 0]);
};

/** `count` different items, or all. */
const chooseSome = <Item>(choices: Choices, items: readonly Item[], count: number): Item[] => {
  const start = Math.floor(choices.fraction() * items.length);
  return [...items.slice(start), ...items.slice(0, start)].slice(0, count);
};

const published = (posts: readonly ScalePost[], kind: ScalePost['kind']): ScalePost[] =>
  posts.filter((post) => post.kind === kind && post.publishedAt !== null);

const rsvpRows = function* (choices: Choices, scale: Scale, posts: readonly ScalePost[], members: readonly Member[]) {
  for (const [{ id, publishedAt }, count] of withSizes(published(posts, 'EVENT'), scale.rsvps)) {
    for (const [index, member] of chooseSome(choices, members, count).entries()) {
      const row: Row = { id: choices.newId('rsvp'), post_id: id, member_id: member.id, status: 'GOING' };
      yield { ...row, turn: index + 1, created_at: publishedAt ?? choices.time() };
    }
  }
};

const contributionRows = function* (choices: Choices, scale: Scale, posts: readonly ScalePost[]) {
  const others = published(posts, 'ARTICLE');
  for (const [{ id }, count] of withSizes(published(posts, 'CHALLENGE'), scale.contributions)) {
    for (const post of chooseSome(choices, others, count)) {
      yield { id: choices.newId('contribution'), challenge_id: id, post_id: post.id };
    }
  }
};

/** Notifications that posts were contributed, each of one event. The last ones of each member are unread. */
const notificationRows = (
  choices: Choices,
  scale: Scale,
  posts: readonly ScalePost[],
  members: readonly Member[],
): { readonly notifications: Row[]; readonly sources: Row[] } => {
  const [notifications, sources]: [Row[], Row[]] = [[], []];
  const challenges = published(posts, 'CHALLENGE');
  const articles = published(posts, 'ARTICLE');
  for (const [{ id: memberId }, count] of withSizes(members, scale.notifications)) {
    for (let number = 0; number < count; number += 1) {
      const [challenge, article] = [choices.pick(challenges), choices.pick(articles)];
      const [id, at] = [choices.newId('notification'), choices.time()];
      notifications.push({
        ...{ id, member_id: memberId, kind: 'CONTRIBUTION', code: '', about_id: challenge.id, subject_id: article.id },
        ...{ post_id: challenge.id, count: 1, created_at: at, occurred_at: at },
        ...{ read_at: number < count / 2 ? at : null, open: false, in_app: true, mailed_at: null },
      });
      const cause = `contribution ${choices.newId('contribution')}`;
      const actor = choices.pick(members);
      sources.push({ member_id: memberId, cause, notification_id: id, actor_id: actor.id, occurred_at: at });
    }
  }
  return { notifications, sources };
};

const seriesRows = (choices: Choices, organisations: Subjects['organisations']): Row[] =>
  Array.from({ length: SERIES }, (_, number) => {
    const name = `${wordAt(number + 200)} ${number}`;
    return { id: choices.newId('series'), name, organiser_id: choices.pick(organisations).id, name_key: name };
  });

export interface ActivityMaterial {
  readonly posts: readonly ScalePost[];
  readonly members: readonly Member[];
  readonly subjects: Subjects;
}

/** Loads series of events, answers to events, contributions to challenges, and notifications. Posts and members are loaded. */
export const loadActivity = async (
  client: Client,
  choices: Choices,
  scale: Scale,
  { posts, members, subjects }: ActivityMaterial,
): Promise<void> => {
  const series = seriesRows(choices, subjects.organisations);
  await copyRows(client, 'content.event_series', series);
  const events = published(posts, 'EVENT').map(({ id }) => id);
  await client.query(
    `UPDATE content.event_details SET series_id = given.series_id FROM unnest($1::text[], $2::text[]) given (id, series_id)
     WHERE event_details.id = given.id`,
    [events, events.map(() => series[choices.powerLaw(SERIES)]?.['id'])],
  );
  await copyRows(client, 'content.rsvps', rsvpRows(choices, scale, posts, members));
  await client.query(`UPDATE content.event_details SET going_count = answered.count
    FROM (SELECT post_id, count(*) FROM content.rsvps GROUP BY 1) answered WHERE event_details.id = answered.post_id`);
  await copyRows(client, 'content.contributions', contributionRows(choices, scale, posts));
  const { notifications, sources } = notificationRows(choices, scale, posts, members);
  await copyRows(client, 'membership.notifications', notifications);
  await copyRows(client, 'membership.notification_sources', sources);
};
