import { publishNews, registerCompanies } from '../support/explorer';
import { type Explorer, headingOf } from '../support/explorer-session';

/** What readers and analysts do with posts, facts and subjects. */
export const readingTests = (explorer: Explorer): void => {
  test('Leads from the front page to the target of Mobiliz and its words in three steps', async () => {
    const page = await explorer.open('/');
    await page
      .getByRole('searchbox', { name: /Search people/ })
      .first()
      .fill('mobiliz');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Mobiliz', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Mobiliz' }).waitFor();
    await page.getByRole('figure').getByRole('link', { name: '30', exact: true }).click();
    await page.getByText('This is the current version.').waitFor();
    expect(await headingOf(page)).toMatch(/^30\s+target$/i);
    expect(await page.locator('.citation mark').innerText()).toBe('à 30 plateformes d’ici 2015, toujours en France');
    await page.getByRole('link', { name: 'Show in the page' }).click();
    await page.locator('mark.linked').first().waitFor();
    const marked = await page.locator('mark.linked').allInnerTexts();
    expect(marked.join(' ')).toBe('à 30 plateformes d’ici 2015, toujours en France');
  }, 60_000);

  test('Finds the target of Mobiliz and its quote from the front page, and has no data when what was known is moved before the second document', async () => {
    const page = await explorer.open('/');
    await page.getByRole('searchbox').first().fill('mobiliz');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Mobiliz', exact: true }).first().click();
    await page.getByRole('figure').getByRole('listitem').first().waitFor();
    expect((await page.getByRole('figure').getByRole('listitem').allInnerTexts()).join('; ')).toMatch(
      /^Baseline 9, .*; Target 30, by 2015/,
    );
    expect(await page.locator('table.facts').last().innerText()).toContain('à 30 plateformes d’ici 2015');
    const slider = page.getByRole('slider', { name: 'What was known' });
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByText('No figure was known that can be compared with the target. That is not 0.').waitFor();
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^1 March 2026/);
    const { pathname, search } = new URL(page.url());
    expect(search).toMatch(/^\?known=2026-03-01T/);
    const shared = await explorer.open(pathname + search);
    expect(await shared.locator('.state').innerText()).toBe('No data · due by 2015');
    await page.goBack();
    await page.getByText('Missed · due by 2015').waitFor();
  }, 60_000);

  test('Moves what was true over the days on which it changes, in the table of facts', async () => {
    const page = await explorer.open('/facts?measure=ACTUAL&property=mobility_platforms');
    await page.getByText('3 facts', { exact: true }).waitFor();
    await page.getByRole('slider', { name: 'What was true' }).focus();
    await page.keyboard.press('Home');
    await page.locator('.time-sentence').waitFor();
    const { search } = new URL(page.url());
    expect(search).toMatch(/^\?measure=ACTUAL&property=mobility_platforms&valid=\d{4}-\d\d-\d\d$/);
    expect(Number.parseInt(await page.locator('.count').innerText(), 10)).toBeLessThan(3);
  });

  test('Shows what was known before the second document: no figure to compare, which is not 0', async () => {
    const page = await explorer.open('/programmes/mobiliz?valid=2015-12-31');
    await page.getByText('48% of the way from the baseline to the target, 63% of the target').waitFor();
    expect(await page.locator('.state').innerText()).toBe('Behind · due by 2015');
    await page.getByRole('figure').getByRole('link', { name: '19', exact: true }).click();
    await page.getByRole('link', { name: 'See what was known before it was recorded' }).click();
    await page.getByText('No figure was known that can be compared with the target. That is not 0.').waitFor();
    expect(await page.locator('.state').innerText()).toBe('No data · due by 2015');
    expect(await page.getByRole('figure').getByRole('listitem').allInnerTexts()).toEqual([
      'Baseline 9, July 2011',
      'Target 30, by 2015',
    ]);
    expect(new URL(page.url()).search).toMatch(/^\?known=2026-03-01T08:04:\d\d$/);
    await page.getByRole('link', { name: 'Back to now' }).click();
    await page.getByText('Missed · due by 2015').waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  test('Says that posts are new without moving the list, and misses none while the network is lost', async () => {
    const publish = (number: number) => publishNews(explorer.database(), `live-${number}`, `Live ${number}`);
    const stream = explorer.context().waitForEvent('request', (request) => request.url().includes('ExplorerLive'));
    const page = await explorer.open('/posts');
    await (await stream).response();
    const titles = () => page.locator('article.post h2').allInnerTexts();
    const before = await titles();
    await publish(1);
    await page.getByText('1 new post', { exact: true }).waitFor();
    expect(await titles()).toEqual(before);
    await explorer.context().setOffline(true);
    await page.getByText('You are offline. What was loaded stays.').waitFor();
    await publish(2);
    await publish(3);
    await explorer.context().setOffline(false);
    await page.getByText('3 new posts', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('link', { name: 'Live 3' }).waitFor();
    expect(await titles()).toEqual(['Live 3', 'Live 2', 'Live 1', ...before]);
    await page.locator('a:focus').filter({ hasText: 'Live 3' }).waitFor();
    explorer.ignoreProblems((problem) => !problem.includes('ERR_INTERNET_DISCONNECTED'));
  });

  test('Shows the versions of a fact with who recorded each and why, how it is cited, and a link to its words, without script', async () => {
    await registerCompanies(explorer.database(), ['Solaire du Trégor']);
    const ask = await explorer.asking('lucie-marchandeau');
    const { organisation, facts } = await ask<{
      organisation: { id: string };
      facts: { nodes: { citations: { quote: string; source: { id: string } }[] }[] };
    }>(
      '{ organisation(name: "Solaire du Trégor") { id } facts(first: 1, filter: { measures: [TARGET] }) { nodes { citations { quote source { id } } } } }',
    );
    const [citation] = facts.nodes[0]?.citations ?? [];
    const fact = {
      subjectId: organisation.id,
      property: 'purpose',
      measure: 'STATEMENT',
      value: { text: 'To share the sun' },
      citations: [{ sourceId: citation?.source.id, quote: citation?.quote }],
    };
    const id = (payload: object): string =>
      Object.values(payload as Record<string, { fact: { id: string } }>)[0]?.fact.id ?? '';
    const recorded = id(
      await ask('mutation ($input: RecordFactInput!) { recordFact(input: $input) { fact { id } } }', { input: fact }),
    );
    const changes = {
      id: recorded,
      expectedVersion: 1,
      value: { text: 'To sell the sun' },
      reason: 'A word was wrong.',
    };
    const revised = id(
      await ask('mutation ($input: ReviseFactInput!) { reviseFact(input: $input) { fact { id } } }', {
        input: changes,
      }),
    );
    const plain = await explorer.browser().newContext({ javaScriptEnabled: false, locale: 'en-GB' });
    const page = await plain.newPage();
    await page.goto(`${explorer.url()}/facts/${recorded}`);
    await page.getByText('There is a newer version.').waitFor();
    const versions = (await page.locator('.versions li').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    const when = String.raw`recorded on \d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC, by Lucie Marchandeau`;
    expect(versions).toEqual([
      expect.stringMatching(
        new RegExp(`^version 2: To sell the sun proposed ${when}. Reason: A word was wrong.$`, 'i'),
      ) as string,
      expect.stringMatching(new RegExp(`^version 1: To share the sun proposed ${when}$`, 'i')) as string,
    ]);
    expect(await page.locator('.versions [aria-current]').innerText()).toContain('To share the sun');
    await page.locator('.versions').getByRole('link').click();
    expect(new URL(page.url()).pathname).toBe(`/facts/${revised}`);
    await page.getByText('This is the current version.').waitFor();
    expect(await page.locator('.cite p').innerText()).toMatch(
      new RegExp(
        `^Solaire du Trégor: Original purpose, To sell the sun. « .+ » .+ Wizness Graph, version 2, ${revised}.$`,
      ),
    );
    await plain.close();
  }, 60_000);

  test('Can be read, filtered and followed without script', async () => {
    const plain = await explorer.browser().newContext({ javaScriptEnabled: false, locale: 'fr-FR' });
    const page = await plain.newPage();
    await page.goto(`${explorer.url()}/facts`);
    await page.getByRole('checkbox', { name: 'Objectif' }).check();
    await page.getByRole('button', { name: 'Appliquer' }).click();
    expect(new URL(page.url()).search).toBe('?measure=TARGET');
    expect(await page.locator('.count').innerText()).toBe('2 faits');
    await page.locator('td.value a').first().click();
    expect(await page.locator('.citation mark').innerText()).toContain('30 plateformes');
    await plain.close();
  });

  test('Needs no request for a first view, and one for each view after it', async () => {
    const page = await explorer.open('/facts?measure=TARGET');
    expect(explorer.operations()).toBe(0);
    await page.getByRole('checkbox', { name: 'Actual' }).check();
    await page.getByText('8 facts', { exact: true }).waitFor();
    expect(explorer.operations()).toBe(1);
    expect(new URL(page.url()).search).toBe('?measure=TARGET,ACTUAL');
    await page.getByRole('link', { name: 'Read', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Posts' }).waitFor();
    expect(explorer.operations()).toBe(2);
    expect(await page.title()).toBe('Posts – Wizness');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    await page.goBack();
    await page.getByText('8 facts', { exact: true }).waitFor();
  });

  test('Shows the same filter to whoever opens its link, and counts what its table lists', async () => {
    const page = await explorer.open('/facts?measure=TARGET,ACTUAL&order=DUE_EARLIEST');
    const count = Number.parseInt(await page.locator('.count').innerText(), 10);
    expect(await page.locator('table.facts tbody tr').count()).toBe(count);
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(2);
  });

  test('Hides columns of the table, and keeps them hidden for whoever opens the link', async () => {
    const page = await explorer.open('/facts?measure=TARGET');
    await page.getByRole('group', { name: 'Hide columns' }).getByRole('checkbox', { name: 'Certainty' }).check();
    await page.waitForURL(/hide=certainty/);
    const shared = await explorer.open(new URL(page.url()).pathname + new URL(page.url()).search);
    const heads = await shared.getByRole('columnheader').allInnerTexts();
    expect(heads).toEqual(['Subject', 'Property', 'Measure', 'Value', 'When', 'Sources']);
    expect(await shared.locator('table.facts tbody tr').first().getByRole('cell').count()).toBe(heads.length);
  }, 60_000);

  test('Names a value in a link that it does not know, and leaves it out', async () => {
    const page = await explorer.open('/facts?measure=TARGTE');
    expect(await page.getByRole('alert').innerText()).toMatch(/“TARGTE” is not a known value of measure/);
  });

  test('Marks a passage while the pointer is on its fact, and a fact while it is on its passage', async () => {
    const page = await explorer.open('/posts/alter-mardis');
    const mark = page.locator('mark').first();
    await mark.hover();
    await page.locator('.note.linked').first().waitFor();
    const number = await mark.getAttribute('data-facts');
    expect(await page.locator('.note.linked').first().getAttribute('data-facts')).toBe(number?.split(' ')[0]);
    await page.locator('.note').nth(3).hover();
    await page.locator('mark.linked[data-facts~="4"]').first().waitFor();
  });

  test('Says why a view cannot be loaded, keeps the rest, and loads it when asked again', async () => {
    const page = await explorer.open('/');
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('link', { name: 'Subjects', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await headingOf(page)).toBe('This could not be loaded');
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Subjects' }).waitFor();
    explorer.ignoreProblems((problem) => !/ERR_FAILED|Unreachable/.test(problem));
  });

  test('Keeps the language that a reader chose', async () => {
    const page = await explorer.open('/facts');
    await page.getByRole('link', { name: 'Lire en français' }).click();
    await page.getByRole('heading', { level: 1, name: 'Faits' }).waitFor();
    await page.goto(`${explorer.url()}/subjects`);
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    expect(await headingOf(page)).toBe('Sujets');
  });
};
