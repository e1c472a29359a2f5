import { FuzzyDate, Wording } from '@wizness/kernel';
import type { OpenSubgraph } from '@wizness/kernel/testing';
import {
  NameKind,
  OrderedItemKind,
  OrganisationKind,
  ParticipationRole,
  type PartnershipsContext,
} from '@wizness/partnerships';
import { DATES, DOCUMENTS, type Event, NAMES } from './random-events';
import { PUBLIC, VOCABULARY } from './recorder';
import { RoleCode } from '../../src/person/person.enums';

const FACT = `id version rank status measure recordedAt independentSources subject { id name }
  value { ... on QuantityValue { amount } ... on DateValue { date { edtf } } ... on EntityValue { entity { id name } } ... on TextValue { text } }
  validTime { from { edtf } to { edtf } }
  contradicts { id status } citations { quote source { title } } supersededBy { id } supersedes { id }`;
const FACTS = `facts(first: 100, at: $at, filter: { statuses: [PROPOSED, ACCEPTED, DISPUTED, RETRACTED] }) { nodes { ${FACT} } totalCount }`;
const PARTICIPATIONS =
  'participations { organisation { id name } in { id name } role since { edtf } fact { id version } }';

/** Everything that the graph says of subjects, facts and sources. */
const READ = `query ($at: AsOf, $sources: [_Any!]!, $all: [ID!]!, $one: ID!) {
  organisations(first: 100, at: $at, orderBy: MOST_FACTS) { nodes {
    id slug name homepage country kind founded { edtf } names { value kind sources { quote } } identifiers { scheme value }
    parent { id name } children { id } mergedIds people { person { id } role fact { id } } partners { nodes { id } }
    ${PARTICIPATIONS} facts { nodes { id } totalCount } } totalCount }
  persons(first: 100, at: $at) { nodes { id name affiliations { organisation { id name } role roleCode since { edtf } fact { id status } } } }
  programmes(first: 100, at: $at) { nodes { id name status parent { id } launched { edtf } axes { position text fact { id } } ${PARTICIPATIONS} } }
  named: organisations(first: 100, at: $at, filter: { text: "b" }) { nodes { id } }
  byId: organisations(first: 100, at: $at, filter: { ids: $all }) { nodes { id } totalCount }
  participants: programmes(at: $at, filter: { participantIds: [$one] }) { nodes { id } }
  employed: persons(at: $at, filter: { organisationIds: [$one] }) { nodes { id } }
  of: facts(first: 100, at: $at, filter: { or: [{ subjectIds: [$one] }, { valueIds: [$one] }] }) { nodes { id } totalCount }
  factGroups(by: [SUBJECT], at: $at, first: 100) { nodes { keys { value } count subjects sum { lower upper } sources excluded } }
  timeline(subjectId: $one, at: $at, first: 100) { nodes { at { edtf } fact { id } } }
  network(rootIds: [$one], at: $at, depth: 3, limit: 50) { nodes { entity { id } distance degree } edges { source target kind fact { id } } }
  contradictions(at: $at, first: 100) { nodes { subject { id } facts { id } } }
  ${FACTS}
  disputed: facts(first: 100, at: $at, filter: { statuses: [DISPUTED] }, orderBy: NEWEST) { nodes { id } totalCount }
  _entities(representations: $sources) { ... on Source { id facts(at: $at) { nodes { id } totalCount } } ... on Post { id facts(at: $at) { nodes { id } } } }
}`;

const edtf = (text: string | null): FuzzyDate | null => (text === null ? null : FuzzyDate.fromEdtf(text));

/** A history in a graph of its own. */
export class History {
  private readonly organisations: string[] = [];
  private readonly persons: string[] = [];
  private programme = '';
  private readonly sources = new Map<string, string>();

  constructor(private readonly open: OpenSubgraph<PartnershipsContext>) {}

  private get context() {
    return this.open.context();
  }

  private save(document: string, title: string) {
    const text = `The text of ${document}.`;
    const source = { document, kind: 'POST', title, lang: 'en', text, postId: `post_${document}`, originKey: document };
    return this.context.sources.save({ ...source, kind: 'POST' });
  }

  async start(): Promise<void> {
    await this.context.properties.defineMissing(VOCABULARY);
    for (const value of NAMES.slice(0, 4)) {
      const names = [{ value, kind: NameKind.OFFICIAL }];
      const { id } = await this.context.organisations.register({ kind: OrganisationKind.COMPANY, names });
      this.organisations.push(id);
    }
    for (const name of ['Ada', 'Bea']) this.persons.push((await this.context.people.register({ name })).id);
    this.programme = (await this.context.programmes.register({ names: ['Mobiliz'] })).id;
    for (const document of DOCUMENTS) {
      await this.context.posts.register({ id: `post_${document}`, audience: PUBLIC });
      this.sources.set(document, (await this.save(document, 'A page')).source.id);
    }
  }

  private organisation(at: number): string {
    return this.organisations[at % this.organisations.length] ?? '';
  }

  private person(at: number): string {
    return this.persons[at % this.persons.length] ?? '';
  }

  /** Another organisation, as stated. It may be the same one by a merge. */
  private other(one: string, at: number): string {
    const others = this.organisations.filter((id) => id !== one);
    return others[at % others.length] ?? '';
  }

  private async currentFact(at: number): Promise<string | undefined> {
    const { data } = await this.open.query('{ facts(first: 100) { nodes { id } } }');
    const nodes = (data as { facts: { nodes: { id: string }[] } }).facts.nodes;
    return nodes[at % Math.max(nodes.length, 1)]?.id;
  }

  async apply(one: Event): Promise<void> {
    const { context } = this;
    switch (one.kind) {
      case 'state': {
        const subjectId = this.organisation(one.subject);
        const entityId = this.other(subjectId, one.value);
        const values = {
          mobility_platforms: { kind: 'QUANTITY', amount: String(one.value), unit: 'platform', raw: '' },
          founded: { kind: 'DATE', date: FuzzyDate.fromEdtf(DATES[one.value] ?? '2011'), raw: '' },
          met: { kind: 'ENTITY', entityId, raw: '' },
        } as const;
        await context.facts.record({
          document: one.document,
          claim: one.claim,
          subjectId,
          property: one.property,
          measure: one.property === 'mobility_platforms' ? 'ACTUAL' : 'STATEMENT',
          value: values[one.property as keyof typeof values],
          validFrom: edtf(one.from),
          rank: one.rank,
          citations: one.quotes.map((quote) => ({ sourceId: this.sources.get(one.document) ?? '', quote, lang: 'en' })),
        });
        return;
      }
      case 'retract':
        await context.facts.retractAbsent(one.document, one.kept);
        return;
      case 'dispute': {
        const [a, b] = [await this.currentFact(one.a), await this.currentFact(one.b)];
        if (a && b && a !== b) await context.facts.declareContradiction(a, b);
        return;
      }
      case 'organisation': {
        const names = [{ value: one.name, kind: NameKind.ALIAS }];
        const identity = { sameAsId: this.organisation(one.subject) };
        const parentId = one.parent === null ? null : this.organisation(one.parent);
        const { homepage, country } = one;
        await context.organisations
          .register({ kind: OrganisationKind.COMPANY, names, identity, homepage, country, parentId })
          // A name of another one, or a parent that is a part of it.
          .catch(() => undefined);
        return;
      }
      case 'revise': {
        const id = await this.currentFact(one.fact);
        const change = { country: one.country, reason: 'Read again.' };
        if (id) await context.facts.revise({ id, expectedVersion: null }, (claim) => ({ ...claim, ...change }));
        return;
      }
      case 'create':
        return this.create(one);
      case 'merge':
      case 'unmerge':
        await this.identify(one);
        return;
      case 'source':
        await this.save(one.document, one.title);
        return;
      default:
        await this.relate(one);
    }
  }

  private async create({ name, isPerson }: Extract<Event, { kind: 'create' }>): Promise<void> {
    const { organisations, people } = this.context;
    if (isPerson) {
      const identity = { distinctFromIds: await people.idsNamed(name) };
      this.persons.push((await people.register({ name, identity })).id);
      return;
    }
    const names = [{ value: name, kind: NameKind.OFFICIAL }];
    const identity = { distinctFromIds: (await organisations.similarTo(names, [])).byName };
    const { id } = await organisations.register({ kind: OrganisationKind.COMPANY, names, identity });
    this.organisations.push(id);
  }

  /** Merges or unmerges, if that is possible. Returns whether it was. */
  async identify(one: Extract<Event, { kind: 'merge' | 'unmerge' }>): Promise<boolean> {
    const idOf = (at: number): string => (one.isPerson ? this.person(at) : this.organisation(at));
    const { merges } = this.context;
    const errors =
      one.kind === 'unmerge'
        ? await merges.unmerge(idOf(one.merged), 'Two.', 'member_1')
        : await merges.merge(
            { survivorId: idOf(one.into), duplicateIds: [idOf(one.merged)], reason: 'One.' },
            'member_1',
          );
    return errors.length === 0;
  }

  private async relate({ kind, subject, other, fact, since }: Extract<Event, { other: number }>): Promise<void> {
    const factId = await this.currentFact(fact);
    if (factId === undefined) return;
    const { context } = this;
    const organisationId = this.organisation(subject);
    const stated = { since: edtf(since), factId };
    if (kind === 'affiliation') {
      const role = `role ${other}`;
      await context.people.registerAffiliation({
        ...{ personId: this.person(other), organisationId, role, roleCode: RoleCode.OTHER },
        ...stated,
      });
    } else if (kind === 'participation') {
      const role = ParticipationRole.PARTNER;
      await context.participations.register({ organisationId, inId: this.programme, role, ...stated });
    } else {
      const item = {
        programmeId: this.programme,
        kind: OrderedItemKind.AXIS,
        position: other + 1,
        text: `axis ${fact}`,
      };
      await context.programmes.registerItem({ ...item, wording: Wording.SOURCE, factId });
    }
  }

  /** What the graph says now, and the stamp of the last change. */
  async now(): Promise<{ from: number; answer: unknown }> {
    const db = this.context.organisations['db'];
    const [clock] = (await db.query('SELECT last FROM clock')) as { last: Date }[];
    return { from: clock?.last.getTime() ?? 0, answer: await this.read(null) };
  }

  async read(knownAt: Date | null): Promise<unknown> {
    const sources = DOCUMENTS.flatMap((document) => [
      { __typename: 'Source', id: this.sources.get(document) },
      { __typename: 'Post', id: `post_${document}` },
    ]);
    const { data, errors } = await this.open.query(READ, {
      at: knownAt && { knownAt: knownAt.toISOString() },
      sources,
      all: this.organisations.slice(0, 4),
      one: this.organisation(1),
    });
    if (errors) throw errors[0];
    return JSON.parse(JSON.stringify(data));
  }
}
