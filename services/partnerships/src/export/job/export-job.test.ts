import { hash } from 'node:crypto';
import { anonymous, type Identity } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { recorder } from '../../../test/support/recorder';
import { takeExport } from '../../../test/support/take-export';

const FIELDS = 'id status format progress rows bytes sha256 url cursor createdAt expiresAt';

interface Job {
  readonly id: string;
  readonly url: string | null;
  readonly cursor: string;
  readonly [name: string]: unknown;
}

const ANALYST = memberIdentity('member_1');

describe('Exports in the background', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let record: Awaited<ReturnType<typeof recorder>>['record'];
  let subjectId: string;

  beforeEach(async () => {
    open = await openSubgraph(partnerships);
    const names = [{ value: 'Élan & Co', kind: NameKind.OFFICIAL }];
    subjectId = (await open.context().organisations.register({ kind: OrganisationKind.COMPANY, names })).id;
    ({ record } = await recorder(open.context()));
    for (const amount of ['9', '19', '30']) await platforms(amount);
  });
  afterEach(() => open.close());

  const platforms = (amount: string) =>
    record({
      ...{ claim: amount, subjectId, property: 'mobility_platforms', measure: amount === '30' ? 'TARGET' : 'ACTUAL' },
      value: { kind: 'QUANTITY', amount, unit: 'platform', raw: amount },
    });
  const start = async (input: object, identity: Identity = ANALYST) => {
    const { data, errors } = await open.query(
      `mutation ($input: ExportFactsInput!) { exportFacts(input: $input) { export { ${FIELDS} } userErrors { code } } }`,
      { input: { format: 'NDJSON', ...input } },
      identity,
    );
    if (errors?.[0]) throw errors[0];
    return data?.['exportFacts'] as { export: Job | null; userErrors: readonly { code: string }[] };
  };
  const read = async (id: string, identity: Identity = ANALYST): Promise<Job | null> => {
    const { data, errors } = await open.query(`query ($id: ID!) { export(id: $id) { ${FIELDS} } }`, { id }, identity);
    if (errors?.[0]) throw errors[0];
    return data?.['export'] as Job | null;
  };
  const finish = async (id = ''): Promise<Job> => {
    await open.runDueJobs();
    const job = await read(id);
    if (!job) throw new Error('There is no such export.');
    return job;
  };
  const parametersOf = ({ url }: Job) => Object.fromEntries(new URL(url ?? '').searchParams);

  test('Have the rows, bytes and hash of the file at their address, whatever happened since', async () => {
    const { export: queued, userErrors } = await start({});
    expect(userErrors).toEqual([]);
    expect(queued).toMatchObject({
      status: 'QUEUED',
      progress: 0,
      rows: null,
      sha256: null,
      url: null,
      expiresAt: null,
    });
    await platforms('40');
    const done = await finish(queued?.id);
    await platforms('50');
    expect(done).toMatchObject({ status: 'SUCCEEDED', progress: 1, rows: 3, expiresAt: expect.anything() });
    const { bytes } = await takeExport(open, { parameters: parametersOf(done), identity: ANALYST });
    expect([done['bytes'], done['sha256']]).toEqual([bytes.length, hash('sha256', bytes)]);
    const since = await takeExport(open, { parameters: { after: done.cursor }, identity: ANALYST });
    expect(since.bytes.toString().split('\n')).toHaveLength(4);
  });

  test('Select the facts by how units converted at their moment', async () => {
    const dozens = { code: 'dozen', labels: { fr: 'douzaine', en: 'dozen' }, dimension: 'platform' };
    const convert = (factor: string) => open.context().properties.saveUnit({ ...dozens, factor });
    await convert('12');
    const { export: queued } = await start({ filter: { valueGte: '2', unit: 'dozen' } });
    await convert('18');
    const done = await finish(queued?.id);
    await convert('6');
    const take = async (parameters: Readonly<Record<string, string>>) => {
      const { bytes } = await takeExport(open, { parameters, identity: ANALYST });
      return { sha256: hash('sha256', bytes), rows: bytes.toString().split('\n').length - 1 };
    };
    expect([done['rows'], await take(parametersOf(done))]).toEqual([1, { sha256: done['sha256'], rows: 1 }]);
    const { filter = '' } = parametersOf(done);
    expect(await take({ filter })).toMatchObject({ rows: 2 });
  });

  test.each([
    ['CSV', 'csv'],
    ['JSON_LD', 'jsonld'],
    ['PARQUET', 'parquet'],
  ] as const)('Restrict and date the facts as the graph does, and are in the format %s', async (format, extension) => {
    const filter = { measures: ['ACTUAL'], valueGte: '10', recordedAt: { from: '2020-01-01' } };
    const { export: queued } = await start({ format, filter, at: { validAt: '2015-02-04' } });
    const done = await finish(queued?.id);
    expect(done).toMatchObject({ status: 'SUCCEEDED', rows: 1, format });
    expect(new URL(done.url ?? '').pathname).toBe(`/exports/facts.${extension}`);
    const { bytes, cursor } = await takeExport(open, {
      ...{ format: extension, parameters: parametersOf(done), identity: ANALYST },
    });
    expect([done['sha256'], done.cursor]).toEqual([hash('sha256', bytes), cursor]);
  });

  test('Are refused with a code, and five of a member are written at a time', async () => {
    const codeOf = (input: object, identity?: Identity) =>
      start(input, identity).then(
        () => null,
        ({ extensions }: { extensions: { code: string } }) => extensions.code,
      );
    expect(await codeOf({}, anonymous)).toBe('UNAUTHENTICATED');
    expect(await codeOf({}, { ...ANALYST, apiKeyId: 'apikey_1', scopes: ['FACTS_READ'] })).toBe('FORBIDDEN');
    expect(await codeOf({ filter: { properties: ['none'] } })).toBe('BAD_USER_INPUT');
    expect(await codeOf({ at: { knownAt: '2999-01-01T00:00:00Z' } })).toBe('BAD_USER_INPUT');
    const started = await Promise.all(Array.from({ length: 7 }, () => start({})));
    expect(started.filter(({ export: job }) => job)).toHaveLength(5);
    expect(started.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
      'RATE_LIMITED',
      'RATE_LIMITED',
    ]);
    await open.runDueJobs();
    expect((await start({})).userErrors).toEqual([]);
  });

  test('Are seen by their member alone', async () => {
    const { export: job } = await start({});
    for (const identity of [anonymous, memberIdentity('member_2')])
      expect(await read(job?.id ?? '', identity)).toBeNull();
  });
});
