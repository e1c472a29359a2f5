import { untilLaidOut } from '../support/explorer';
import { type Explorer, headingOf } from '../support/explorer-session';

const RENAULT = 'org_01kjm6jttrf7z9tvsh4yrq6ebt';
const WIMOOV = 'org_01kjm6jxrge0mbmghckat769st';

/** Tests of the network view. */
export const networkTests = (explorer: Explorer): void => {
  test('Finds the shortest paths between Renault and Wimoov from the page of Renault, each step with its words', async () => {
    const page = await explorer.open('/organisations/renault');
    await page.getByRole('link', { name: 'See its network' }).click();
    await page.getByRole('heading', { level: 1, name: 'Network' }).waitFor();
    await page.getByText('6 nodes and 5 relations.').waitFor();
    await page.getByRole('button', { name: /^Mobiliz, / }).click();
    await page.getByRole('link', { name: 'Show what it is related to' }).click();
    await page.getByRole('button', { name: /^Wimoov, / }).click();
    await page.getByRole('link', { name: 'Shortest path from Renault' }).click();
    await page.getByRole('heading', { name: 'From Renault to Wimoov: 2 steps' }).waitFor();
    expect(await page.locator('.path').last().locator('li').allInnerTexts()).toEqual([
      expect.stringMatching(/^Renault takes part in Mobiliz\s+partenariat de co-construction/),
      expect.stringMatching(/^Wimoov takes part in Mobiliz\s+Un travail mené avec une association : Voiture&Co/),
    ]);
    expect(await page.locator('line.on-path').count()).toBe(4);
    // Its page, its network, what Mobiliz is related to, and the path: to select a node needs no request.
    expect(explorer.operations()).toBe(3);
    const again = await explorer.open(new URL(page.url()).pathname + new URL(page.url()).search);
    await again.getByRole('heading', { name: 'From Renault to Wimoov: 2 steps' }).waitFor();
  });

  test('Draws the same picture for the same network, and lists what it draws', async () => {
    const placesOf = async (): Promise<readonly (string | null)[]> => {
      const page = await explorer.open(`/network?depth=2&roots=${RENAULT}`);
      await page.locator('g.node').first().waitFor();
      const places = await page
        .locator('g.node')
        .evaluateAll((nodes) =>
          nodes.map((node) => `${node.getAttribute('data-id')} ${node.getAttribute('transform')}`),
        );
      expect(await page.locator('svg.network line').count()).toBe(
        await page.locator('table.relations tbody tr').count(),
      );
      return places;
    };
    const places = await placesOf();
    expect(new Set(places).size).toBe(9);
    expect(await placesOf()).toEqual(places);
  });

  test('Lets the keyboard walk a network, expand a node and choose both ends of a path', async () => {
    const page = await explorer.open(`/network?roots=${RENAULT}`);
    const focused = () => page.evaluate('document.activeElement.getAttribute("aria-label")');
    await page.getByRole('button', { name: /^Renault, / }).focus();
    await page.keyboard.press('p');
    await page.keyboard.press('ArrowLeft');
    const left = await focused();
    await page.keyboard.press('ArrowRight');
    expect(left).not.toBe(await focused());
    await page.getByRole('button', { name: /^Renault – Voiture&Co, / }).focus();
    await page.keyboard.press('e');
    await page.getByRole('button', { name: /^Wimoov, / }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: 'Wimoov' }).waitFor();
    await page.keyboard.press('p');
    await page.getByRole('heading', { name: 'From Renault to Wimoov: 2 steps' }).waitFor();
    expect(await headingOf(page)).toBe('Network');
  });

  test('Says which relations it leaves out, names what it does not know, and has no picture without script', async () => {
    const plain = await explorer.browser().newContext({ javaScriptEnabled: false, locale: 'en-GB' });
    const page = await plain.newPage();
    await page.goto(`${explorer.url()}/network?kinds=AFFILIATED,FRIEND&roots=${WIMOOV}`);
    expect(await page.getByRole('alert').innerText()).toMatch(/“FRIEND” is not a known value of kinds/);
    const relations = await page.locator('table.relations tbody td:nth-child(2)').allInnerTexts();
    expect(new Set(relations)).toEqual(new Set(['Has a role in']));
    await plain.close();
  });

  test('Draws the whole network where the graph has laid it out, walks it by keyboard, and lists its nodes', async () => {
    await untilLaidOut(explorer.url());
    const start = await explorer.open('/network');
    await start.getByRole('link', { name: 'See the whole network' }).click();
    await start.getByText('18 nodes and 17 relations.').waitFor();
    const picture = start.getByRole('application', { name: 'Picture of the whole network' });
    await picture.locator('canvas').first().waitFor();
    await picture.press('ArrowRight');
    await start.getByRole('heading', { level: 2, name: 'Wimoov' }).waitFor();
    await start.getByRole('link', { name: 'Mobiliz', exact: true }).first().click();
    await start.getByRole('heading', { level: 2, name: 'Mobiliz' }).waitFor();
    await start.getByLabel('Find by name').fill('hec');
    await start.keyboard.press('Enter');
    await start.getByText('1 to 1 of 1 nodes').waitFor();
    expect(await start.locator('table.nodes tbody td').allInnerTexts()).toEqual(['HEC Paris', 'Organisation', '2']);
    await picture.press('Enter');
    await start.getByRole('heading', { level: 1, name: 'Mobiliz' }).waitFor();
  });
};
