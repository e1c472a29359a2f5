import { createHash } from 'node:crypto';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import fc from 'fast-check';
import { PROPERTY_FACTOR, PROPERTY_TIMEOUT } from '../../test/support/environment';
import { PUBLIC, recorder } from '../../test/support/recorder';
import { takeExport } from '../../test/support/take-export';
import { hashOf, problemsOf } from '../../verify.mjs';

const TAMPERS = 1000 * PROPERTY_FACTOR;

type Fact = Record<string, unknown> & { hash: string; citations: Citation[] };
interface Citation {
  source: string;
  source_sha256: string;
  quote: string;
  start: number;
  end: number;
}

const TEXT = 'Le 🚲 de Mobiliz : 9 plateformes, puis 30 plateformes en 2015. 9 plateformes, dit-on. Élan & Co.';

describe('verify', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let facts: Fact[];
  const texts = new Map([TEXT].map((text) => [createHash('sha256').update(text).digest('hex'), Buffer.from(text)]));
  const counts = () => ({ facts: 0, quotes: 0, unread: 0, unplaced: 0 });
  const textOf = async ({ source_sha256 }: { source_sha256: string }) => texts.get(source_sha256) ?? null;
  const problems = (fact: object, read = textOf) => problemsOf(fact, read, counts());

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    const context = open.context();
    const names = [{ value: 'Élan', kind: NameKind.OFFICIAL }];
    const { id: subjectId } = await context.organisations.register({ kind: OrganisationKind.COMPANY, names });
    const { record } = await recorder(context, 'page', PUBLIC);
    const { source } = await context.sources.save({
      ...{
        document: 'page',
        kind: 'POST',
        title: 'A page',
        lang: 'fr',
        text: TEXT,
        postId: 'post_page',
        originKey: 'page',
      },
    });
    const points = Array.from(TEXT);
    for (const [claim, from, to] of [
      ['a', 19, 32],
      ['b', 39, 53],
      ['c', 0, 4],
    ] as const) {
      const quote = points.slice(from, to).join('');
      const citations = [{ sourceId: source.id, quote, lang: 'fr', start: from, end: to }];
      const value = { kind: 'QUANTITY', amount: String(from), unit: 'platform', raw: quote } as const;
      await record({ claim, subjectId, property: 'mobility_platforms', measure: 'ACTUAL', value, citations });
    }
    const { bytes } = await takeExport(open);
    facts = bytes
      .toString()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Fact);
  });
  afterAll(() => open.close());

  test('Finds nothing where nothing was changed, also after names, merges and disputes that make no version', async () => {
    for (const fact of facts) {
      expect(await problems(fact)).toEqual([]);
      const later = { ...fact, subject: 'org_other', subject_name: 'Other', status: 'DISPUTED', sources: [] };
      expect(await problems(later)).toEqual([]);
    }
  });

  const tamper = fc.record({
    fact: fc.nat(2),
    kind: fc.constantFrom('quote', 'offset', 'figure', 'rehashed offset', 'text'),
    at: fc.nat(),
    by: fc.integer({ min: 1, max: 9 }),
  });

  test(
    `Finds each of ${TAMPERS} changes of a quote, an offset, a figure or a text`,
    async () => {
      for (const { fact: index, kind, at, by } of fc.sample(tamper, { numRuns: TAMPERS })) {
        const fact = structuredClone(facts[index]) as Fact;
        const [citation] = fact.citations;
        if (!citation) throw new Error('Each fact has a citation.');
        let read = textOf;
        if (kind === 'quote') {
          const points = Array.from(citation.quote);
          points[at % points.length] = points[at % points.length] === 'x' ? 'y' : 'x';
          citation.quote = points.join('');
        } else if (kind === 'figure') {
          fact['amount'] = String(Number(fact['amount']) + by);
        } else if (kind === 'text') {
          const changed = Buffer.from(TEXT);
          changed.writeUInt8((changed.readUInt8(at % changed.length) + by) % 256, at % changed.length);
          read = async () => changed;
        } else {
          citation[at % 2 === 0 ? 'start' : 'end'] += by;
          // Who can make the hash anew is still found by the text.
          if (kind === 'rehashed offset') fact.hash = hashOf(fact);
        }
        expect({ kind, at, by, problems: (await problems(fact, read)).length }).not.toMatchObject({ problems: 0 });
      }
    },
    PROPERTY_TIMEOUT,
  );
});
