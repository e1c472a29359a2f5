import { Confidence, FactMeasure, NameKind, OrganisationKind, PartnershipKind, RoleCode } from '@wizness/partnerships';
import type { NewFactValue } from '@wizness/partnerships';
import { FuzzyDate } from '@wizness/kernel';
import type { Services } from '@wizness/infra';

/** One of each thing that a page can mention, tied to each other as the article page reads them. */
export interface Circle {
  readonly name: string;
  readonly organisation: string;
  readonly person: string;
  readonly programme: string;
  readonly partnership: string;
  readonly member: string;
}

type Partnerships = Services['partnerships'];

interface Statement {
  readonly claim: string;
  readonly subjectId: string;
  readonly property: string;
  readonly value: NewFactValue;
}

/** Records what a document says, each statement in the same words. */
export const state = async (
  { facts, sources }: Partnerships,
  document: { readonly key: string; readonly postId: string | null },
  statements: readonly Statement[],
): Promise<string[]> => {
  const words = 'So it is said.';
  const { source } = await sources.save({
    document: document.key,
    kind: document.postId ? 'POST' : 'WEB_PAGE',
    title: `The document ${document.key}`,
    lang: 'en',
    text: words,
    postId: document.postId,
    originKey: document.key,
  });
  const ids: string[] = [];
  for (const statement of statements) {
    const { id } = await facts.record({
      ...statement,
      document: document.key,
      measure: FactMeasure.STATEMENT,
      confidence: Confidence.MEDIUM,
      citations: [{ sourceId: source.id, quote: words, lang: 'en', start: 0, end: words.length }],
    });
    ids.push(id);
  }
  return ids;
};

const establish = async (partnerships: Partnerships, name: string): Promise<Omit<Circle, 'member'>> => {
  const { id: organisation } = await partnerships.organisations.register({
    kind: OrganisationKind.ASSOCIATION,
    names: [{ value: `Association ${name}`, kind: NameKind.OFFICIAL }],
  });
  const { id: person } = await partnerships.people.register({ name: `Person ${name}` });
  const { id: programme } = await partnerships.programmes.register({ names: [`Programme ${name}`] });
  const { id: partnership } = await partnerships.partnerships.register({
    name: `Partnership ${name}`,
    kind: PartnershipKind.OTHER,
  });
  return { name, organisation, person, programme, partnership };
};

/** Dates the programme and employs the person, out of a document that is none of ours. */
const surround = async (partnerships: Partnerships, circle: Omit<Circle, 'member'>): Promise<void> => {
  const { name, organisation, person, programme } = circle;
  const launched = { kind: 'DATE', date: FuzzyDate.fromEdtf('2011-07'), raw: 'July 2011' } as const;
  const employer = { kind: 'ENTITY', entityId: organisation, raw: 'works there' } as const;
  const [, factId = ''] = await state(partnerships, { key: 'register', postId: null }, [
    { claim: `${name} launched`, subjectId: programme, property: 'programme_launched', value: launched },
    { claim: `${name} works`, subjectId: person, property: 'affiliation', value: employer },
  ]);
  await partnerships.people.registerAffiliation({
    personId: person,
    organisationId: organisation,
    role: 'director',
    roleCode: RoleCode.DIRECTOR,
    factId,
  });
};

/** Makes circles of these names, which are parts of handles too. */
export const makeCircles = async (services: Services, names: readonly string[]): Promise<Circle[]> => {
  const known = await services.partnerships.inTransaction(async (partnerships) => {
    const circles: Omit<Circle, 'member'>[] = [];
    for (const name of names) {
      const circle = await establish(partnerships, name);
      await surround(partnerships, circle);
      circles.push(circle);
    }
    return circles;
  });
  const circles: Circle[] = [];
  for (const circle of known) {
    const { id: member } = await services.membership.members.enrol({
      handle: `member-${circle.name}`,
      name: `Member ${circle.name}`,
      locale: 'en',
      affiliation: { organisationId: circle.organisation, title: 'director' },
    });
    circles.push({ ...circle, member });
  }
  return circles;
};
