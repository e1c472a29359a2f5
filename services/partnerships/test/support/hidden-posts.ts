import { type Audience, FuzzyDate, Visibility } from '@wizness/kernel';
import type { PartnershipsContext } from '../../src/context';
import { NameKind, OrganisationKind } from '../../src/organisation/organisation.enums';
import { ParticipationRole } from '../../src/participation/participation.enums';
import { PartnershipKind } from '../../src/partnership/partnership.enums';
import { RoleCode } from '../../src/person/person.enums';
import { OrderedItemKind } from '../../src/programme/programme.enums';
import { PUBLIC, recorder } from './recorder';

export const AUTHOR = 'member_author';
export const AUTHORS_ORGANISATION = 'org_theirs';

const by = { authorId: AUTHOR, organisationId: AUTHORS_ORGANISATION };

/** A post of every kind of audience, by a name. Null: content has published no audience. */
export const AUDIENCES: Readonly<Record<string, Audience | null>> = {
  public: { ...PUBLIC, ...by },
  members: { published: true, visibility: Visibility.MEMBERS, ...by },
  organisation: { published: true, visibility: Visibility.ORGANISATION, ...by },
  draft: { published: false, visibility: Visibility.PUBLIC, ...by },
  unknown: null,
};

const text = (words: string) => ({ kind: 'TEXT', text: words, lang: 'en' }) as const;
const platformsOf = (amount: string) => ({ kind: 'QUANTITY', amount, unit: 'platform', raw: amount }) as const;
const date = (edtf: string) => ({ kind: 'DATE', date: FuzzyDate.fromEdtf(edtf), raw: edtf }) as const;

const registerOrganisation = ({ organisations }: PartnershipsContext, official: string, alias: string) =>
  organisations.register({
    kind: OrganisationKind.COMPANY,
    names: [
      { value: official, kind: NameKind.OFFICIAL },
      { value: alias, kind: NameKind.ALIAS, lang: 'fr' },
    ],
  });

/** Subjects that are public, except that one alias of the organisation is cited only from the post. */
const registerSubjects = async (context: PartnershipsContext, post: string) => {
  const { id: organisationId, nameIds } = await registerOrganisation(context, `Firm ${post}`, `Alias of ${post}`);
  const { id: hubId } = await registerOrganisation(context, `Hub of ${post}`, `Other hub of ${post}`);
  const { id: personId } = await context.people.register({ name: `Person of ${post}` });
  const alliance = { name: `Alliance of ${post}`, kind: PartnershipKind.OTHER };
  const { id: partnershipId } = await context.partnerships.register(alliance);
  const { id: programmeId } = await context.programmes.register({ names: [`Programme of ${post}`] });
  return { organisationId, aliasId: nameIds[1] ?? '', hubId, personId, partnershipId, programmeId };
};

/** Registers relations that are backed by `factId`, except that those of the hub are backed by `publicFactId`. */
const registerRelations = async (
  { people, participations, programmes }: PartnershipsContext,
  subjects: Awaited<ReturnType<typeof registerSubjects>>,
  factId: string,
  publicFactId: string,
): Promise<void> => {
  const { organisationId, hubId, personId, partnershipId, programmeId } = subjects;
  await people.registerAffiliation({ personId, organisationId, role: 'Head', roleCode: RoleCode.DIRECTOR, factId });
  const role = ParticipationRole.PARTNER;
  for (const inId of [partnershipId, programmeId]) {
    await participations.register({ organisationId, inId, role, factId });
    await participations.register({ organisationId: hubId, inId, role, factId: publicFactId });
  }
  for (const kind of [OrderedItemKind.AXIS, OrderedItemKind.CRITERION]) {
    await programmes.registerItem({ programmeId, kind, position: 1, text: 'first', factId });
  }
};

/**
 * Records a post and everything that can be cited from it. A public post, the same for every call, cites it too: what is
 * visible through the public post must not reveal the other one.
 */
export const recordPost = async (context: PartnershipsContext, post: string, audience: Audience | null) => {
  const { record, source, citation } = await recorder(context, post, audience);
  const publicPost = await recorder(context, 'open');
  const paper = {
    document: `paper of ${post}`,
    kind: 'WEB_PAGE',
    title: post,
    lang: 'en',
    originKey: 'paper',
  } as const;
  const { id: paperId } = (await context.sources.save(paper)).source;
  const { aliasId, ...subjects } = await registerSubjects(context, post);
  const cited = { organisationNameId: aliasId };
  await context.sources.cite([{ cited, documentKey: post, citations: [citation] }]);

  const about = { subjectId: subjects.organisationId, property: 'purpose', measure: 'STATEMENT' } as const;
  const { id: factId } = await record({
    ...about,
    claim: 'purpose',
    value: { ...text(`said by ${post}`), saidById: subjects.personId },
    citations: [{ ...citation, quote: `quoted from ${post}`, reportedSourceId: paperId }],
  });
  await record({ ...about, claim: 'founded', property: 'founded', value: date('1998') });
  const launched = { subjectId: subjects.programmeId, property: 'programme_launched', value: date('2011') };
  await record({ ...about, claim: 'launched', ...launched });
  const { id: publicFactId } = await publicPost.record({
    ...about,
    claim: `open ${post}`,
    value: text(`open to all of ${post}`),
    derivedFromIds: [factId],
    citations: [
      { ...publicPost.citation, reportedSourceId: source.id },
      { ...citation, quote: `aside in ${post}` },
    ],
  });
  await context.facts.declareContradiction(publicFactId, factId);
  const platforms = { subjectId: subjects.programmeId, property: 'mobility_platforms' } as const;
  const { id: targetId } = await publicPost.record({
    ...platforms,
    claim: `target of ${post}`,
    measure: 'TARGET',
    value: platformsOf('30'),
  });
  const actual = { ...platforms, claim: 'actual', measure: 'ACTUAL', value: platformsOf('15') } as const;
  const { id: actualId } = await record(actual);
  await registerRelations(context, { ...subjects, aliasId }, factId, publicFactId);

  const version = async (claim: string, number: number, citations: (typeof citation)[]) => {
    const value = text(`version ${number}`);
    return (await publicPost.record({ ...about, claim: `${claim} ${post}`, property: 'axis', value, citations })).id;
  };
  const firstHidden = await version('first hidden', 1, [citation]);
  const secondShown = await version('first hidden', 2, [publicPost.citation]);
  const firstShown = await version('second hidden', 1, [publicPost.citation]);
  const secondHidden = await version('second hidden', 2, [citation]);
  const versions = { firstHidden, secondShown, firstShown, secondHidden };
  return {
    post,
    postId: `post_${post}`,
    sourceId: source.id,
    paperId,
    factId,
    publicFactId,
    targetId,
    actualId,
    ...subjects,
    ...versions,
  };
};

export type RecordedPost = Awaited<ReturnType<typeof recordPost>>;
