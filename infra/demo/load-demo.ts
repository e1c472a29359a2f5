import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWiznessPage } from '@wizness/content';
import { type Logger, deterministicClock } from '@wizness/kernel';
import { importPage } from '../import/import-page';
import { readClaimsFile } from '../import/claims-file';
import { withServices } from '../command/open-services';
import { DEMO_FOLDER, readCommunity } from './community';
import { loadCommunity } from './load-community';

/** In this order: the second disputes what the first one says. */
const DOCUMENTS = ['alter-mardis', 'outside-sources'];

/** The demo's own time, so that its ids and times are the same wherever it is loaded. */
const STORY_BEGINS = '2026-03-01T08:00:00Z';

/** Loads the demo data, unless it is there already. What was cut short is brought to its end. */
export const loadDemo = (databaseUrl: string, log: Logger): Promise<void> =>
  withServices(databaseUrl, deterministicClock(STORY_BEGINS, 'demo'), log, async (services) => {
    const community = readCommunity();
    const last = community.posts.at(-1);
    if (last && (await services.content.posts.find({ slug: last.slug }))) return;
    const imported = new Map<string, string>();
    for (const name of DOCUMENTS) {
      const page = readWiznessPage(readFileSync(join(DEMO_FOLDER, `${name}.page.txt`)));
      const claims = readClaimsFile(join(DEMO_FOLDER, `${name}.claims.json`));
      const { ids } = await importPage(services, { page, claims });
      for (const [key, id] of ids) imported.set(key, id);
    }
    await loadCommunity(services, community, imported);
    log.info('the demo data is loaded');
  });
