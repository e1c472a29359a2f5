import { FuzzyDate, Wording } from '@wizness/kernel';
import type { OpenSubgraph } from '@wizness/kernel/testing';
import {
  NameKind,
  OrderedItemKind,
  OrganisationKind,
  ParticipationRole,
  type PartnershipsContext,
} from '@wizness/partnerships';
import fc from 'fast-check';
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
const READ = `query ($at: AsOf, $sources: [_Any!]!) {
  organisations(first: 100, at: $at, orderBy: MOST_FACTS) { nodes {
    id slug name homepage country kind founded { edtf } names { value kind sources { quote } } identifiers { scheme value }
    parent { id name } children { id } mergedIds people { person { id } role fact { id } } partners { nodes { id } }
    ${PARTICIPATIONS} facts { nodes { id } totalCount } } totalCount }
  persons(first: 100, at: $at) { nodes { id name affiliations { organisation { id name } role roleCode since { edtf } fact { id status } } } }
  programmes(first: 100, at: $at) { nodes { id name status parent { id } launched { edtf } axes { position text fact { id } } ${PARTICIPATIONS} } }
  named: organisations(first: 100, at: $at, filter: { text: "b" }) { nodes { id } }
  ${FACTS}
  disputed: facts(first: 100, at: $at, filter: { statuses: [DISPUTED] }, orderBy: NEWEST) { nodes { id } totalCount }
  _entities(representations: $sources) { ... on Source { id facts(at: $at) { nodes { id } totalCount } } ... on Post { id facts(at: $at) { nodes { id } } } }
}`;

const DATES = ['2011', '2011-07', '2012-07-11', '2015', '201X'] as const;
const NAMES = ['Alba', 'Albe', 'Boréal', 'Cobalt', 'Dune'] as const;
const CLAIMS = ['a', 'b', 'c', 'd'] as const;
const DOCUMENTS = ['one', 'two'] as const;

const index = fc.nat(3);
const date = fc.option(fc.constantFrom(...DATES));
/** One change to the graph of a {@link History}. */
export const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('state' as const),
      document: fc.constantFrom(...DOCUMENTS),
      claim: fc.constantFrom(...CLAIMS),
      subject: index,
      property: fc.constantFrom('mobility_platforms', 'founded', 'met'),
      value: index,
      from: date,
      rank: fc.constantFrom('PREFERRED' as const, 'NORMAL' as const, 'DEPRECATED' as const),
      quotes: fc.array(fc.constantFrom('The', 'text', 'of'), { minLength: 1, maxLength: 2 }),
    }),
  },
  fc.record({
    kind: fc.constant('retract' as const),
    document: fc.constantFrom(...DOCUMENTS),
    kept: fc.subarray([...CLAIMS]),
  }),
  fc.record({ kind: fc.constant('dispute' as const), a: fc.nat(), b: fc.nat() }),
  fc.record({
    kind: fc.constant('organisation' as const),
    subject: index,
    name: fc.constantFrom(...NAMES),
    homepage: fc.option(fc.constantFrom('https://one.example/', 'https://two.example/')),
    country: fc.option(fc.constantFrom('FR', 'BE')),
    parent: fc.option(index),
  }),
  fc.record({
    kind: fc.constantFrom('affiliation' as const, 'participation' as const, 'axis' as const),
    subject: index,
    other: index,
    fact: fc.nat(),
    since: date,
  }),
  fc.record({
    kind: fc.constant('source' as const),
    document: fc.constantFrom(...DOCUMENTS),
    title: fc.constantFrom('A', 'B'),
  }),
);
export type Event = typeof event extends fc.Arbitrary<infer Value> ? Value : never;

const edtf = (text: string | null): FuzzyDate | null => (text === null ? null : FuzzyDate.fromEdtf(text));

/** A history in a graph of its own. */
export class History {
  private readonly organisations: string[] = [];
  private person = '';
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
    this.person = (await this.context.people.register({ name: 'Ada' })).id;
    this.programme = (await this.context.programmes.register({ names: ['Mobiliz'] })).id;
    for (const document of DOCUMENTS) {
      await this.context.posts.register({ id: `post_${document}`, audience: PUBLIC });
      this.sources.set(document, (await this.save(document, 'A page')).source.id);
    }
  }

  private organisation(at: number): string {
    return this.organisations[at] ?? '';
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
        const entityId = this.organisation((one.subject + 1 + (one.value % 3)) % 4);
        const values = {
          mobility_platforms: { kind: 'QUANTITY', amount: String(one.value), unit: 'platform', raw: '' },
          founded: { kind: 'DATE', date: FuzzyDate.fromEdtf(DATES[one.value] ?? '2011'), raw: '' },
          met: { kind: 'ENTITY', entityId, raw: '' },
        } as const;
        await context.facts.record({
          document: one.document,
          claim: one.claim,
          subjectId: this.organisation(one.subject),
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
      case 'source':
        await this.save(one.document, one.title);
        return;
      default:
        await this.relate(one);
    }
  }

  private async relate({ kind, subject, other, fact, since }: Extract<Event, { fact: number }>): Promise<void> {
    const factId = await this.currentFact(fact);
    if (factId === undefined) return;
    const { context } = this;
    const organisationId = this.organisation(subject);
    const stated = { since: edtf(since), factId };
    if (kind === 'affiliation') {
      const role = `role ${other}`;
      await context.people.registerAffiliation({
        ...{ personId: this.person, organisationId, role, roleCode: RoleCode.OTHER },
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
    });
    if (errors) throw errors[0];
    return JSON.parse(JSON.stringify(data));
  }
}
