import { type Audience, FuzzyDate, Visibility } from '@wizness/kernel';
import type { PartnershipsContext } from '../../src/context';
import { NameKind } from '../../src/organisation/organisation.enums';
import { OrganisationKind } from '../../src/organisation/organisation.enums';
import { ParticipationRole } from '../../src/participation/participation.enums';
import { PartnershipKind } from '../../src/partnership/partnership.enums';
import { RoleCode } from '../../src/person/person.enums';
import { OrderedItemKind } from '../../src/programme/programme.enums';
import { PUBLIC, recorder } from './recorder';

export const AUTHOR = 'member_author';
export const THEIR_ORGANISATION = 'org_theirs';

const by = { authorId: AUTHOR, organisationId: THEIR_ORGANISATION };

/** For tests: every sort of post, by a name; null for one that content has told nothing of. */
export const AUDIENCES: Readonly<Record<string, Audience | null>> = {
  public: { ...PUBLIC, ...by },
  members: { published: true, visibility: Visibility.MEMBERS, ...by },
  organisation: { published: true, visibility: Visibility.ORGANISATION, ...by },
  draft: { published: false, visibility: Visibility.PUBLIC, ...by },
  untold: null,
};

const text = (words: string) => ({ kind: 'TEXT', text: words, lang: 'en' }) as const;
const date = (edtf: string) => ({ kind: 'DATE', date: FuzzyDate.fromEdtf(edtf), raw: edtf }) as const;

const establish = ({ organisations }: PartnershipsContext, official: string, alias: string) =>
  organisations.register({
    kind: OrganisationKind.COMPANY,
    names: [
      { value: official, kind: NameKind.OFFICIAL },
      { value: alias, kind: NameKind.ALIAS, lang: 'fr' },
    ],
  });

/** Everybody knows these; only an alias of the organisation is known from the post alone. */
const makeSubjects = async (context: PartnershipsContext, post: string) => {
  const { id: organisationId, nameIds } = await establish(context, `Firm ${post}`, `Alias of ${post}`);
  const { id: hubId } = await establish(context, `Hub of ${post}`, `Other hub of ${post}`);
  const { id: personId } = await context.people.register({ name: `Person of ${post}` });
  const alliance = { name: `Alliance of ${post}`, kind: PartnershipKind.OTHER };
  const { id: partnershipId } = await context.partnerships.register(alliance);
  const { id: programmeId } = await context.programmes.register({ names: [`Programme of ${post}`] });
  return { organisationId, aliasId: nameIds[1] ?? '', hubId, personId, partnershipId, programmeId };
};

/** What stands because of the fact `factId`; that the hub takes part stands because of `publicFactId`. */
const relate = async (
  { people, participations, programmes }: PartnershipsContext,
  subjects: Awaited<ReturnType<typeof makeSubjects>>,
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

/** For tests: all that can be known from one post, and what words that are open to all have to do with it. */
export const tellFrom = async (context: PartnershipsContext, post: string, audience: Audience | null) => {
  const { record, source, citation } = await recorder(context, post, audience);
  const open = await recorder(context, 'open');
  const paper = {
    document: `paper of ${post}`,
    kind: 'WEB_PAGE',
    title: post,
    lang: 'en',
    originKey: 'paper',
  } as const;
  const { id: paperId } = (await context.sources.save(paper)).source;
  const { aliasId, ...subjects } = await makeSubjects(context, post);
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
  const { id: openId } = await open.record({
    ...about,
    claim: `open ${post}`,
    value: text(`open to all of ${post}`),
    derivedFromIds: [factId],
    citations: [
      { ...open.citation, reportedSourceId: source.id },
      { ...citation, quote: `aside in ${post}` },
    ],
  });
  await context.facts.declareContradiction(openId, factId);
  await relate(context, { ...subjects, aliasId }, factId, openId);

  const version = async (claim: string, number: number, citations: (typeof citation)[]) => {
    const value = text(`version ${number}`);
    return (await open.record({ ...about, claim: `${claim} ${post}`, property: 'axis', value, citations })).id;
  };
  const firstHidden = await version('first hidden', 1, [citation]);
  const secondShown = await version('first hidden', 2, [open.citation]);
  const firstShown = await version('second hidden', 1, [open.citation]);
  const secondHidden = await version('second hidden', 2, [citation]);
  const versions = { firstHidden, secondShown, firstShown, secondHidden };
  return { post, postId: `post_${post}`, sourceId: source.id, paperId, factId, openId, ...subjects, ...versions };
};

export type Told = Awaited<ReturnType<typeof tellFrom>>;
