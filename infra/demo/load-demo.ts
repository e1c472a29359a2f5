import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWiznessPage } from '@wizness/content';
import { deterministicClock } from '@wizness/kernel';
import { importPage } from '../import/import-page';
import { readClaimsFile } from '../import/claims-file';
import { type ServicesOptions, withServices } from '../command/open-services';
import { DEMO_FOLDER, readCommunity } from './community';
import { loadCommunity } from './load-community';
import { registerPost } from './register-post';

/** Order matters: the second document disputes claims of the first one. */
const DOCUMENTS = ['alter-mardis', 'outside-sources'];

/** Start of the deterministic clock: ids and times of the demo data are the same on every machine. */
const CLOCK_START = '2026-03-01T08:00:00Z';

/** Loads the demo data if it is missing. Running it again completes an interrupted load. */
export const loadDemo = (options: Omit<ServicesOptions, 'clock'>): Promise<void> =>
  withServices({ ...options, clock: deterministicClock(CLOCK_START, 'demo') }, async (services) => {
    const community = readCommunity();
    const last = community.posts.at(-1);
    if (last && (await services.content.loaders.findPost({ slug: last.slug }))) return;
    const imported = new Map<string, string>();
    for (const name of DOCUMENTS) {
      const page = readWiznessPage(readFileSync(join(DEMO_FOLDER, `${name}.page.txt`)));
      const claims = readClaimsFile(join(DEMO_FOLDER, `${name}.claims.json`));
      const { ids, post, events } = await importPage(services, { page, claims });
      for (const published of [...events, post]) await registerPost(services, published);
      for (const [key, id] of ids) imported.set(key, id);
    }
    await loadCommunity(services, community, imported);
    await services.catchUp();
    options.log.info('the demo data is loaded');
  });
