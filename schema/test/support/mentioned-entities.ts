import { Confidence, FactMeasure, NameKind, OrganisationKind, PartnershipKind, RoleCode } from '@wizness/partnerships';
import type { NewFactValue } from '@wizness/partnerships';
import { FuzzyDate } from '@wizness/kernel';
import type { Services } from '@wizness/infra';

/** One entity of each type that a page can mention, related to each other as the article page reads them. */
export interface MentionedEntities {
  /** Part of the names of the entities, and of the member's handle. */
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

/** Records the statements of one document as facts, each with the same quote. Returns the ids of the facts. */
export const recordStatements = async (
  { facts, sources }: Partnerships,
  document: { readonly key: string; readonly postId: string | null },
  statements: readonly Statement[],
): Promise<string[]> => {
  const quote = 'This is a quote.';
  const { source } = await sources.save({
    document: document.key,
    kind: document.postId ? 'POST' : 'WEB_PAGE',
    title: `The document ${document.key}`,
    lang: 'en',
    text: quote,
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
      citations: [{ sourceId: source.id, quote, lang: 'en', start: 0, end: quote.length }],
    });
    ids.push(id);
  }
  return ids;
};

type WithoutMember = Omit<MentionedEntities, 'member'>;

const createEntities = async (partnerships: Partnerships, name: string): Promise<WithoutMember> => {
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

/** Gives the programme a launch date and the person an employer, from an external document. */
const relateEntities = async (partnerships: Partnerships, entities: WithoutMember): Promise<void> => {
  const { name, organisation, person, programme } = entities;
  const launched = { kind: 'DATE', date: FuzzyDate.fromEdtf('2011-07'), raw: 'July 2011' } as const;
  const employer = { kind: 'ENTITY', entityId: organisation, raw: 'works there' } as const;
  const [, factId = ''] = await recordStatements(partnerships, { key: 'register', postId: null }, [
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

/** Creates one set of entities for each name. */
export const createMentionedEntities = async (
  services: Services,
  names: readonly string[],
): Promise<MentionedEntities[]> => {
  const created = await services.partnerships.inTransaction(async (partnerships) => {
    const sets: WithoutMember[] = [];
    for (const name of names) {
      const entities = await createEntities(partnerships, name);
      await relateEntities(partnerships, entities);
      sets.push(entities);
    }
    return sets;
  });
  const complete: MentionedEntities[] = [];
  for (const entities of created) {
    const { id: member } = await services.membership.members.enrol({
      handle: `member-${entities.name}`,
      name: `Member ${entities.name}`,
      locale: 'en',
      affiliation: { organisationId: entities.organisation, title: 'director' },
    });
    complete.push({ ...entities, member });
  }
  return complete;
};
