import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { VOCABULARY } from '../../../test/support/recorder';
import { takeExport } from '../../../test/support/take-export';
import { unzip } from '../../../verify.mjs';

const LICENCE = 'CC BY 4.0 https://creativecommons.org/licenses/by/4.0/';
const URL = 'https://creativecommons.org/licenses/by/4.0/';

describe('The package', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let licensed: OpenSubgraph<PartnershipsContext>;
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    licensed = await openSubgraph(partnerships, partnerships.settings.parse({ DATA_LICENCE: LICENCE }));
  });
  afterAll(async () => {
    await open.close();
    await licensed.close();
  });

  const take = async (from: OpenSubgraph<PartnershipsContext>) => {
    const { tag, bytes } = await takeExport(from, { table: 'package', format: 'zip' });
    const files = unzip(bytes);
    const json = (name: string) => JSON.parse(String(files.get(name))) as Record<string, unknown>;
    const entities = json('ro-crate-metadata.json')['@graph'] as { '@id': string; license?: { '@id': string } }[];
    const { license } = entities.find((entity) => entity['@id'] === './') ?? {};
    const licence = entities.find((entity) => entity['@id'] === license?.['@id']);
    return { tag, text: String(files.get('LICENSE')), licence, croissant: json('croissant.json')['license'] };
  };

  test('States the licence of its publisher in its text and in its metadata, or that there is none', async () => {
    expect(await take(licensed)).toMatchObject({
      text: expect.stringMatching(/^This data may be used under CC BY 4\.0: https:/) as string,
      licence: { '@id': URL, name: 'CC BY 4.0', description: expect.stringContaining(URL) as string },
      croissant: URL,
    });
    expect(await take(open)).toMatchObject({
      text: expect.stringMatching(/^The publisher of this data has not stated a licence/) as string,
      licence: { '@id': 'LICENSE', name: 'LICENSE' },
      croissant: 'https://graph.example/exports/package.zip#LICENSE',
    });
  });

  test('Has another tag when the vocabulary that it describes has changed, which makes no version of a fact', async () => {
    const { tag } = await take(open);
    expect((await take(open)).tag).toBe(tag);
    await open.context().properties.defineMissing(VOCABULARY);
    expect((await take(open)).tag).not.toBe(tag);
  });
});
