import { verify } from '@wizness/partnerships/verify.mjs';
import { get } from '../support/exports';
import type { TestGraph } from '../support/graphs';

/** The public URL of a graph that has none of its own. */
export const SITE = 'http://127.0.0.1:4000';

/** `/facts/<id>.json`. */
export const describeFactPage = (graph: () => TestGraph): void =>
  describe('The page of a fact as JSON', () => {
    test('Is its row with its versions, who made them and why, links to its quotes, and how to cite it', async () => {
      const { url, execute, credentialOf } = graph();
      const authorization = `Bearer ${await credentialOf('lucie-marchandeau')}`;
      const { data } = await execute<{
        facts: {
          nodes: {
            subject: { id: string };
            citations: { quote: string; source: { id: string; post: { url: string } } }[];
          }[];
        };
      }>(
        '{ facts(first: 1, filter: { measures: [TARGET] }) { nodes { subject { id } citations { quote source { id post { url } } } } } }',
      );
      const [{ subject, citations } = { subject: null, citations: [] }] = data.facts.nodes;
      const [{ quote, source } = { quote: '', source: null }] = citations;
      const write = async (name: string, input: object): Promise<string> => {
        const query = `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { fact { id } } }`;
        const response = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization },
          body: JSON.stringify({ query, variables: { input } }),
        });
        const answer = (await response.json()) as { data: Record<string, { fact: { id: string } }> };
        return answer.data[name]?.fact.id ?? '';
      };
      const recorded = await write('recordFact', {
        ...{ subjectId: subject?.id, property: 'purpose', measure: 'STATEMENT', value: { text: 'To move' } },
        citations: [{ sourceId: source?.id, quote }],
      });
      const reason = 'Words were missing.';
      const revised = await write('reviseFact', {
        id: recorded,
        expectedVersion: 1,
        value: { text: 'To move people' },
        reason,
      });
      const answer = await get(`${url}/facts/${recorded}.json`);
      const { page, text } = JSON.parse(answer.body.toString()) as { text: string; page: Record<string, unknown> };
      const version = (id: string, number: number, why: string | null) => ({
        ...{ version_id: id, version: number, status: 'PROPOSED', reason: why },
        recorded_by: { id: expect.stringMatching(/^member_/) as string, name: 'Lucie Marchandeau' },
        recorded_at: expect.stringMatching(/^\d{4}-/) as string,
      });
      expect(text).toBe('To move');
      expect(page).toEqual({
        url: `${SITE}/facts/${recorded}`,
        quotes: [
          {
            ...{ source: source?.id, quote },
            prefix: expect.any(String) as string,
            suffix: expect.any(String) as string,
            // Ten words at most are given whole.
            url: `${source?.post.url}#:~:text=${encodeURIComponent(quote)}`,
          },
        ],
        versions: [version(revised, 2, reason), version(recorded, 1, null)],
        contradicts: [],
        citation: expect.objectContaining({
          id: recorded,
          version: '1',
          note: quote,
          URL: `${SITE}/facts/${recorded}`,
        }) as object,
      });
      expect(await verify(`${url}/facts/${recorded}`)).toMatchObject({ problems: [], counts: { facts: 1, quotes: 1 } });
    });
  });
