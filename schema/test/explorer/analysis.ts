import type { Explorer } from '../support/explorer-session';

/** Figures added up. */
export const analysisTests = (explorer: Explorer): void => {
  test('Adds figures up by groups, says what it left out and why, and leads to the facts of each group', async () => {
    const page = await explorer.open('/sums');
    await page.locator('select[name=property]').selectOption('mobility_platforms');
    await page.getByText('4 groups').waitFor();
    expect(explorer.operations()).toBe(1);
    const [first = ''] = await page.locator('table.groups tbody tr').allInnerTexts();
    expect(first.replaceAll(/\s+/g, ' ')).toBe(
      'Mobiliz Mobility platforms Target platform about 30 30 30 1 fact of this group 1 1: Counted already [1]',
    );
    expect(await page.getByRole('img', { name: /^Mobility platforms \(platform\)/ }).getAttribute('aria-label')).toBe(
      'Mobility platforms (platform). Mobiliz, Target: about 30; Mobiliz, Actual: 27; Mobiliz, Baseline: 9',
    );
    const left = await page.getByRole('link', { name: 'Fact 1 that is left out' }).first().getAttribute('href');
    expect(left).toMatch(/^\/facts\/fact_/);
    await page.getByRole('link', { name: '1 fact of this group' }).first().click();
    await page.getByText('2 facts', { exact: true }).waitFor();
    expect(new URL(page.url()).search).toMatch(/^\?measure=TARGET&property=mobility_platforms&subject=programme_/);
  });

  test('Compares two programmes from the page of one: the same property in one row, and a gap that stays a gap', async () => {
    const page = await explorer.open('/programmes/mobiliz');
    await page.getByRole('link', { name: 'Compare with other programmes' }).click();
    await page.getByRole('checkbox', { name: 'Garages Renault Solidaires' }).check();
    await page.getByRole('columnheader', { name: 'Garages Renault Solidaires' }).waitFor();
    expect(new URL(page.url()).search).toMatch(/^\?subjects=programme_\w+,programme_\w+$/);
    const cellsOf = async (property: string): Promise<readonly string[]> =>
      (await page.getByRole('row', { name: property }).getByRole('cell').allInnerTexts()).map((cell) =>
        cell.replaceAll(/\s+/g, ' '),
      );
    const [garages, mobiliz] = await cellsOf('Mobility platforms');
    expect(garages).toBe('no figure');
    expect(mobiliz).toMatch(/9.*19.*30/);
    const shared = await explorer.open(new URL(page.url()).pathname + new URL(page.url()).search);
    expect(await shared.locator('.compare tbody tr').count()).toBe(await page.locator('.compare tbody tr').count());
    // What it shows in French, units that figures are counted per included, is in the vocabulary of the graph.
    await page.getByRole('link', { name: 'Lire en français' }).click();
    await page.getByText('par plateforme, par an').first().waitFor();
  }, 60_000);

  test('Draws what happened as exactly as it is known: a day as a dot, a month and a year as bars, an open start fading', async () => {
    const page = await explorer.open('/programmes/mobiliz');
    const marks = page.locator('.timeline svg a');
    expect(await marks.count()).toBe(9);
    const shapeOf = (name: RegExp): Promise<string> =>
      page
        .getByRole('link', { name })
        .first()
        .evaluate((link) => {
          const mark = link.querySelector('circle, rect');
          return `${mark?.tagName} ${mark?.getAttribute('fill') ?? ''}`.trim();
        });
    expect(await shapeOf(/^Programme launched\s*July 2011$/)).toBe('rect');
    expect(await shapeOf(/^Programme launched\s*11 July 2012$/)).toBe('circle');
    expect(await shapeOf(/^Mobility platforms \(target\): 30\s*by 2015$/)).toBe('rect url(#timeline-before)');
    await page.getByText('As a list').click();
    const listed = await page.locator('.timeline tbody tr td:first-child').allInnerTexts();
    expect(listed).toHaveLength(9);
    expect(listed.slice(0, 3)).toEqual(['July 2011', 'July 2011', '2012']);
  });
};
