import { parseArgs } from 'node:util';
import { PageError, readWiznessPage } from '@wizness/content';
import { createLogger, EnvironmentError, systemClock } from '@wizness/kernel';
import { ClaimsError } from '@wizness/partnerships';
import { GraphQLError } from 'graphql';
import { withDatabase } from '../postgres/with-database';
import { readClaimsFile } from './claims-file';
import { readImportEnvironment } from './environment';
import { readBytes } from './file';
import { ImportError } from './import-error';
import { importPage, type ImportReport } from './import-page';
import { withServices } from './open-services';
import { readSpansFile } from './spans-file';

const USAGE = `npm run import -- PAGE [--claims CLAIMS] [--spans SPANS] [--slug SLUG]

PAGE    a Wizness page saved as plain text, in UTF-8
CLAIMS  what a reviewer claims that it says (schema/claims.schema.json)
SPANS   texts by name, for claims that quote "#NAME" instead of the words
SLUG    what the post is known by; made of the title, or the claims file's, unless given. The same slug again is a revision.`;

const readArguments = () => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { claims: { type: 'string' }, spans: { type: 'string' }, slug: { type: 'string' } },
    });
    const [page, ...more] = positionals;
    if (page === undefined || more.length > 0) throw new ImportError(`Name one page.\n\n${USAGE}`);
    if (values.spans !== undefined && values.claims === undefined) {
      throw new ImportError(`--spans names the texts that claims quote: give --claims too.\n\n${USAGE}`);
    }
    return { page, ...values };
  } catch (error) {
    throw error instanceof ImportError ? error : new ImportError(`${(error as Error).message}\n\n${USAGE}`);
  }
};

const tell = ({ title, post, mentions, claims, warnings }: ImportReport): string => {
  const { slug, revision } = post.post;
  const lines = [
    `${title}`,
    `  post ${slug}: ${post.outcome.toLowerCase()}, revision ${revision}, ${mentions} mentions`,
  ];
  if (claims) {
    const counts = Object.entries(claims.counts).map(([outcome, count]) => `${count} ${outcome.toLowerCase()}`);
    lines.push(`  ${Object.keys(claims.subjects).length} subjects; facts: ${counts.join(', ')}`);
    for (const { key, field, kept, given } of claims.differences) {
      lines.push(`  kept ${field} of ${key} as ${JSON.stringify(kept)}; the claims say ${JSON.stringify(given)}`);
    }
  }
  return [...lines, ...warnings.map((warning) => `  warning: ${warning}`)].join('\n');
};

const run = async (): Promise<void> => {
  const { page, claims, spans, slug } = readArguments();
  const input = {
    page: readWiznessPage(readBytes(page)),
    claims: claims === undefined ? null : readClaimsFile(claims),
    spans: spans === undefined ? {} : readSpansFile(spans),
    slug,
  };
  const environment = readImportEnvironment();
  const log = createLogger('import', environment.LOG_LEVEL);
  const report = await withDatabase(environment, (url) =>
    withServices(url, systemClock, log, (services) => importPage(services, input)),
  );
  process.stdout.write(`${tell(report)}\n`);
};

/** Errors whose words are meant for whoever typed the command. */
const SPOKEN = [PageError, ClaimsError, ImportError, EnvironmentError, GraphQLError];

/** Of Node and of PostgreSQL: nobody listens, no such host, who are you, no such database. */
const NO_DATABASE = new Set(['ECONNREFUSED', 'ENOTFOUND', '28000', '28P01', '3D000']);

const inWords = (error: unknown): string => {
  if (SPOKEN.some((type) => error instanceof type)) return (error as Error).message;
  const { code = '', stack = String(error) } = error as { code?: string; stack?: string };
  if (!NO_DATABASE.has(code)) return stack;
  return `The database that DATABASE_URL names can not be used (${code}). Does it run, and is the address right?`;
};

run().catch((error: unknown) => {
  process.stderr.write(`${inWords(error)}\n`);
  process.exitCode = 1;
});
