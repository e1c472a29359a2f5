import { CommandError } from '../../command/command-error';
import { readCommandLine, usageError } from '../../command/command-line';
import { distinctDatabases } from '../../command/distinct-databases';
import { readCommandSettings } from '../../command/environment';
import { runDatabaseCommand } from '../../command/run-command';
import { loadScaleData } from './load-scale-data';

const USAGE = `npm run bench:data -- --scale 1|10 [--seed N]

--scale  10 for 200,000 facts, 20,000 posts and 1,000,000 ratings, 1 for a tenth of everything
--seed   another seed makes other data of the same size; equal seeds make equal data. Defaults to 1

Fills an empty database, that of DATABASE_URL or of DATA_DIR.`;

const read = () => {
  const { values, positionals } = readCommandLine(USAGE, {
    scale: { type: 'string' },
    seed: { type: 'string', default: '1' },
  });
  const [scale, seed] = [Number(values.scale), Number(values.seed)];
  if (positionals.length > 0) throw usageError(`"${positionals[0]}" is not an option.`, USAGE);
  if (!(scale > 0 && scale <= 10)) throw usageError('Give a scale above 0 and not above 10.', USAGE);
  if (!Number.isSafeInteger(seed)) throw usageError('The seed is a whole number.', USAGE);
  return { scale, seed };
};

runDatabaseCommand('bench-data', read, async (databaseUrls, options, log) => {
  const [database, ...others] = distinctDatabases(databaseUrls);
  if (!database || others.length > 0)
    throw new CommandError('This command fills one database. Set DATABASE_URL alone.');
  const start = performance.now();
  const { services: settings } = readCommandSettings();
  const { members, facts, posts, comments, ratings } = await loadScaleData({
    databaseUrl: database.url,
    settings,
    log,
    ...options,
  });
  const seconds = Math.round((performance.now() - start) / 1000);
  return `Loaded ${members} members, ${facts} facts, ${posts} posts, ${comments} comments and ${ratings} ratings in ${seconds} s.`;
});
