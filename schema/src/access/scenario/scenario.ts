import { content, type ContentContext } from '@wizness/content';
import { OPERATOR, type Services } from '@wizness/infra';
import {
  type Clock,
  createLogger,
  type Identity,
  Role,
  type RunningSubgraph,
  scopesOf,
  deterministicClock,
  type Subgraph,
} from '@wizness/kernel';
import { membership, type MembershipContext } from '@wizness/membership';
import {
  NameKind,
  OrganisationKind,
  PartnershipKind,
  partnerships,
  type PartnershipsContext,
} from '@wizness/partnerships';
import { RateableKind, ratings, type RatingsContext } from '@wizness/ratings';
import { type ByLetter, eachLetter, makePosts, type Written } from './scenario-posts';

/** What everybody may know of, and all four posts speak of. */
export interface Known {
  readonly organisation: string;
  readonly programme: string;
  readonly partnership: string;
  readonly person: string;
  readonly topic: string;
  readonly series: string;
}

/** The author is an analyst too, so that keys of theirs can have every scope. */
const ROLES = {
  member: [Role.MEMBER],
  author: [Role.MEMBER, Role.ANALYST],
  colleague: [Role.MEMBER],
  editor: [Role.MEMBER, Role.EDITOR],
  analyst: [Role.MEMBER, Role.ANALYST],
  moderator: [Role.MEMBER, Role.MODERATOR],
  admin: [Role.MEMBER, Role.ADMIN],
} as const satisfies Record<string, readonly Role[]>;

export type MemberName = keyof typeof ROLES;
export type Members = Readonly<Record<MemberName, string>>;

/** One of them, in a session of theirs. */
export const inSession = (members: Members, name: MemberName): Identity => {
  const roles = ROLES[name];
  return { memberId: members[name], roles, scopes: scopesOf(roles) };
};

export type ServiceName = keyof Running;
export const SUBGRAPHS: { readonly [Name in ServiceName]: Pick<Subgraph, 'schema'> } = {
  content,
  membership,
  partnerships,
  ratings,
};

/** The four services, open on one database. */
interface Running {
  readonly content: RunningSubgraph<ContentContext>;
  readonly membership: RunningSubgraph<MembershipContext>;
  readonly partnerships: RunningSubgraph<PartnershipsContext>;
  readonly ratings: RunningSubgraph<RatingsContext>;
}

/** Their verbs, by the hand of whoever makes the world. */
export type Verbs = Omit<Services, 'clock'>;

const openAll = async (databaseUrl: string): Promise<Running> => {
  const settings = { url: databaseUrl, log: createLogger('access', 'silent'), poolSize: 2 };
  return {
    content: await content.open(settings),
    membership: await membership.open(settings),
    partnerships: await partnerships.open(settings),
    ratings: await ratings.open(settings),
  };
};

const verbsOf = (running: Running, clock: Clock): Verbs => {
  const request = { identity: OPERATOR, clock };
  return {
    content: running.content.createContext(request),
    membership: running.membership.createContext(request),
    partnerships: running.partnerships.createContext(request),
    ratings: running.ratings.createContext(request),
  };
};

const makeKnown = async ({ content: { topics, series }, partnerships: verbs, ratings: { subjects } }: Verbs) => {
  const { id: organisation } = await verbs.organisations.establish({
    kind: OrganisationKind.ASSOCIATION,
    names: [{ value: 'Wizness', kind: NameKind.OFFICIAL }],
  });
  const { id: programme } = await verbs.programmes.launch({ names: ['Programme'] });
  const { id: partnership } = await verbs.partnerships.form({ name: 'Partnership', kind: PartnershipKind.OTHER });
  const { id: person } = await verbs.people.introduce({ name: 'Person' });
  const { id: topic } = await topics.define({ slug: 'topic', labels: { en: 'Topic' } });
  const { id: seriesId } = await series.establish({ name: 'Series', organiserId: organisation });
  await subjects.register({ id: organisation, kind: RateableKind.ORGANISATION });
  await subjects.register({ id: programme, kind: RateableKind.PROGRAMME });
  await subjects.register({ id: partnership, kind: RateableKind.PARTNERSHIP });
  return { organisation, programme, partnership, person, topic, series: seriesId };
};

const enrolMembers = async ({ membership: { members } }: Verbs, { organisation }: Known): Promise<Members> => {
  const ids: Record<string, string> = {};
  for (const [name, roles] of Object.entries(ROLES)) {
    const affiliation = name === 'colleague' ? { organisationId: organisation, title: null, verified: true } : null;
    ids[name] = (await members.enrol({ handle: `the-${name}`, name, locale: 'en', roles, affiliation })).id;
  }
  return ids as Members;
};

/** Lets membership know of the topic, as content's log would, and the author follow it. */
const followTopic = async (running: Running, clock: Clock, { topic }: Known, members: Members): Promise<void> => {
  const identity = inSession(members, 'author');
  const { knownEntities, follows } = running.membership.createContext({ identity, clock });
  await knownEntities.learn(topic);
  const { userErrors } = await follows.follow(topic);
  if (userErrors[0]) throw new Error(userErrors[0].message);
};

/** What is said of the posts: a source for each, and the fact that is cited from it. */
interface Said {
  readonly sources: ByLetter;
  readonly facts: ByLetter;
}

const sayOf = async (
  { partnerships: { properties, sources, facts } }: Verbs,
  posts: ByLetter,
  { organisation }: Known,
) => {
  await properties.define({ properties: [{ key: 'statement', labels: { en: 'statement' }, valueKind: 'TEXT' }] });
  const documents = await eachLetter(async (letter) => {
    const document = { document: `document ${letter}`, title: `Document ${letter}`, text: `Said in ${letter}.` };
    const kept = await sources.keep({
      ...document,
      kind: 'POST',
      lang: 'en',
      postId: posts[letter],
      originKey: letter,
    });
    return kept.source.id;
  });
  const said = await eachLetter(async (letter) => {
    const quote = `Said in ${letter}.`;
    const { id } = await facts.record({
      document: `document ${letter}`,
      claim: letter,
      subjectId: organisation,
      property: 'statement',
      measure: 'STATEMENT',
      value: { kind: 'TEXT', text: quote, lang: 'en' },
      citations: [{ sourceId: documents[letter], quote, lang: 'en', start: 0, end: quote.length }],
    });
    return id;
  });
  return { sources: documents, facts: said };
};

export interface World extends Written, Said {
  readonly clock: Clock;
  readonly running: Running;
  readonly known: Known;
  readonly members: Members;
  close(): Promise<void>;
}

/** A small world on an empty database: whatever the graph can tell of, in four degrees of openness. */
export const createScenario = async (databaseUrl: string): Promise<World> => {
  const clock = deterministicClock('2026-03-01T08:00:00Z', 'access');
  const running = await openAll(databaseUrl);
  const verbs = verbsOf(running, clock);
  const known: Known = await makeKnown(verbs);
  const members = await enrolMembers(verbs, known);
  await followTopic(running, clock, known, members);
  const written = await makePosts(verbs, known, members);
  const said = await sayOf(verbs, written.posts, known);
  return {
    clock,
    running,
    known,
    members,
    ...written,
    ...said,
    close: async (): Promise<void> => {
      await Promise.all(Object.values(running).map((service) => service.close()));
    },
  };
};
