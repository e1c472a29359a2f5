import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parquetReadObjects } from 'hyparquet';
import type { Explorer } from '../support/explorer-session';

/** What readers take with them. */
export const takeAwayTests = (explorer: Explorer): void => {
  test('Gives all rows of a filter as Parquet, which can be read again and has the rows that the table counts', async () => {
    const page = await explorer.open('/facts?measure=TARGET,ACTUAL');
    const count = Number.parseInt(await page.locator('.count').innerText(), 10);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Parquet' }).click(),
    ]);
    const { buffer, byteOffset, byteLength } = readFileSync(await download.path());
    const file = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
    const rows = await parquetReadObjects({ file });
    expect(rows).toHaveLength(count);
    expect(await page.locator('table.facts tbody tr').count()).toBe(count);
  });

  test('Runs SQL over an exported Parquet file that is opened again, and over the facts themselves, in the browser', async () => {
    const page = await explorer.open('/facts?measure=TARGET,ACTUAL');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Parquet' }).click(),
    ]);
    await page.getByRole('link', { name: 'Query these facts with SQL' }).click();
    await page.getByLabel('Or query a Parquet file of yours').setInputFiles(await download.path());
    await page.getByText('The table has 8 rows.').waitFor();
    const statement = page.getByRole('textbox', { name: 'Statement' });
    const run = async (sql: string): Promise<readonly string[]> => {
      await statement.fill(sql);
      await page.getByRole('button', { name: 'Run' }).click();
      await page.getByRole('heading', { name: /rows?$/ }).waitFor();
      return page.locator('.sql-result td').allInnerTexts();
    };
    const sum = `SELECT sum(amount), max(valid_from) FROM facts WHERE measure = 'ACTUAL' AND property = 'mobility_platforms'`;
    expect(await run(sum)).toEqual(['46', '2019-09-19']);
    const { pathname, search, searchParams } = new URL(page.url());
    expect(searchParams.get('sql')).toBe(sum);
    await statement.fill('SELEC 1');
    await page.getByRole('button', { name: 'Run' }).click();
    expect(await page.getByRole('alert').innerText()).toMatch(/near "SELEC": syntax error/);

    const requested: string[] = [];
    const shared = await explorer.open(pathname + search, requested);
    await shared.getByRole('button', { name: 'Run' }).click();
    await shared.getByRole('heading', { name: '1 row' }).waitFor();
    expect(await shared.locator('.sql-result td').allInnerTexts()).toEqual(['46', '2019-09-19']);
    const compiles = async (path: string): Promise<boolean> =>
      ((await fetch(explorer.url() + path)).headers.get('content-security-policy') ?? '').includes('wasm-unsafe-eval');
    const allowed = await Promise.all(requested.map(async (path) => ((await compiles(path)) ? [path] : [])));
    expect(allowed.flat()).toEqual([expect.stringMatching(/^\/assets\/sql\.worker-.*\.js$/)]);
  }, 60_000);

  test('Copies a query that asks for the same as the view, and code that shows it in another page', async () => {
    await explorer.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await explorer.open('/facts?measure=TARGET&order=NEWEST');
    const copied = async (name: string): Promise<string> => {
      const part = page.locator('.copy').filter({ has: page.getByRole('button', { name }) });
      await part.getByRole('button').click();
      await part.getByText('Copied.').waitFor();
      return page.evaluate('navigator.clipboard.readText()');
    };
    const query = await copied('Copy as GraphQL');
    const response = await fetch(`${explorer.url()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data } = (await response.json()) as { readonly data: { readonly facts: { readonly totalCount: number } } };
    expect(`${data.facts.totalCount} facts`).toBe(await page.locator('.count').innerText());
    const code = await copied('Copy code to embed');
    expect(code).toContain(`src="${explorer.url()}/embed/facts?measure=TARGET&amp;order=NEWEST"`);
  });

  test('Shows a view in a frame of another site, with a link to where it is from, and only such views', async () => {
    const policyOf = async (path: string): Promise<string> => {
      const response = await fetch(explorer.url() + path);
      await response.arrayBuffer();
      return response.headers.get('content-security-policy') ?? '';
    };
    expect(await policyOf('/facts')).toContain("frame-ancestors 'none'");
    expect(await policyOf('/embed/facts')).toContain('frame-ancestors *');
    const page = await explorer.context().newPage();
    const body = `<iframe src="${explorer.url()}/embed/facts?measure=TARGET" width="1200" height="600"></iframe>`;
    // Another port is another origin.
    const other = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(body));
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
    other.closeAllConnections();
    other.close();
    const frame = page.frameLocator('iframe');
    await frame.getByRole('link', { name: 'open the whole view' }).waitFor();
    expect(await frame.getByRole('link', { name: 'open the whole view' }).getAttribute('href')).toBe(
      '/facts?measure=TARGET',
    );
    await frame.locator('html[data-started]').waitFor({ state: 'attached' });
    await frame.getByRole('checkbox', { name: 'Actual' }).check();
    await frame.getByText('8 facts', { exact: true }).waitFor();
    expect(await frame.getByRole('navigation').count()).toBe(0);
  });

  test('Saves the picture of a view with its colours and its source', async () => {
    const page = await explorer.open('/sums?property=mobility_platforms');
    const save = async (kind: string): Promise<Buffer> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `Save the picture as ${kind}` }).click(),
      ]);
      return readFileSync(await download.path());
    };
    const svg = (await save('SVG')).toString('utf8');
    expect(svg).toMatch(/<svg xmlns=.*fill="rgb\(.*Sums – Wizness, http/s);
    expect((await save('PNG')).subarray(1, 4).toString()).toBe('PNG');
  });
};
