import { execute, type ExecutionResult, isUnionType, parse, validate } from 'graphql';
import type { Row } from './row';
import { ROWS } from './rows';
import { type Actor, apiKeysOf, peopleOf } from './scenario/actors';
import { POST_NAMES, type PostName } from './scenario/posts';
import { createScenario, type Scenario } from './scenario/scenario';
import { type ServiceName, SUBGRAPHS } from './scenario/services';

/** Thrown to roll a mutation back. */
class RolledBack extends Error {}

/** Runs a row's operation as `actor`, the way the gateway would. Mutations are rolled back. */
const run = async (scenario: Scenario, row: Row, { identity }: Actor): Promise<ExecutionResult> => {
  const { schema } = SUBGRAPHS[row.service];
  const document = parse(row.operation);
  const [error] = validate(schema, document);
  if (error) throw new Error(`${row.name}: ${error.message}`);
  const variableValues = row.variables?.(scenario);
  const runIn = async (contextValue: object) => execute({ schema, document, variableValues, contextValue });
  const context = scenario.running[row.service].createContext({ identity, clock: scenario.clock });
  if (!row.name.startsWith('Mutation.')) return runIn(context);
  let result: ExecutionResult = {};
  await context
    .inTransaction(async (transaction: object) => {
      result = await runIn(transaction);
      throw new RolledBack();
    })
    .catch((thrown: unknown) => {
      if (!(thrown instanceof RolledBack)) throw thrown;
    });
  return result;
};

const REFUSALS = ['UNAUTHENTICATED', 'FORBIDDEN'];

/** The posts that a response reveals: by their own id, or by the id of something that belongs to them. */
export const postsRevealed = (
  response: string,
  { posts, comments, ratings, facts, sources }: Scenario,
): readonly PostName[] =>
  POST_NAMES.filter((name) => [posts, comments, ratings, facts, sources].some((ids) => response.includes(ids[name])));

/** What a response reveals that only the caller may see. */
const privateDataIn = (response: string): readonly string[] => [
  ...(response.includes('"prefix":') ? ['own keys'] : []),
  ...(response.includes('"viewerFollows":true') ? ['own follows'] : []),
];

/** The table cell that summarises a result. */
const cellOf = (scenario: Scenario, { name }: Row, { data, errors }: ExecutionResult): string => {
  if (errors) {
    const code = String(errors[0]?.extensions['code']);
    if (!REFUSALS.includes(code)) throw new Error(`${name} failed: ${String(errors[0])}`);
    return code;
  }
  const response = JSON.stringify(data);
  const userError = /"userErrors":\[\{"code":"(\w+)"/.exec(response)?.[1];
  if (userError) return userError;
  if (name.startsWith('Mutation.')) return 'done';
  const posts = postsRevealed(response, scenario);
  const revealed = [...(posts.length === POST_NAMES.length ? ['all posts'] : posts), ...privateDataIn(response)];
  if (revealed.length > 0) return revealed.join(', ');
  return /"id":|"key":/.test(response) ? 'yes' : '–';
};

/**
 * The names of all rows that a service must have: its root fields, and the types that it resolves by reference. A subscription
 * has none: the gateway runs it as a query that has one.
 */
export const requiredRowsOf = (service: ServiceName): string[] => {
  const { schema } = SUBGRAPHS[service];
  const roots = [schema.getQueryType(), schema.getMutationType()];
  const fields = roots.flatMap((type) => Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`));
  const entities = schema.getType('_Entity');
  const types = isUnionType(entities) ? entities.getTypes().map((type) => `_entities ${type.name}`) : [];
  return [...fields.filter((field) => !field.includes('._')), ...types];
};

const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const tableOf = async (scenario: Scenario, actors: readonly Actor[]): Promise<string> => {
  const lines = [lineOf(['field or type', 'service', ...actors.map(({ name }) => name)])];
  lines.push(lineOf(['---', '---', ...actors.map(() => '---')]));
  for (const row of ROWS) {
    const cells: string[] = [];
    for (const actor of actors) cells.push(cellOf(scenario, row, await run(scenario, row, actor)));
    lines.push(lineOf([row.name, row.service, ...cells]));
  }
  return lines.join('\n');
};

const INTRODUCTION = `# Access

Who may read and do what. Written by \`npm run schema\`, which runs one operation for every root field of every service, and for
every type that a service resolves by reference (\`_entities\`), as each kind of caller. A test runs them again and fails if a
result differs or a field has no row.

The database holds four posts by one author on behalf of one organisation, named by their audience: *public*, *members*,
*organisation* and *draft*. Each has a comment, a rating, and a source that a fact cites. A cell names every post that the
response reveals, directly or through something that belongs to it.

| cell | meaning |
| --- | --- |
| \`yes\` | an answer that has nothing to do with the posts |
| \`–\` | null, or an empty list |
| \`own keys\`, \`own follows\` | data that only the member concerned may see |
| \`done\` | the mutation succeeded (it is then rolled back) |
| \`UNAUTHENTICATED\`, \`FORBIDDEN\` | refused: sign in, or lacks the role or the scope |
| another code | the caller is allowed; the input was refused with this user error |

The *colleague* is a verified member of the organisation. The *author* is also an analyst and follows the topic. The API keys
belong to the author; each has only the scope in its heading.`;

/** The access table in Markdown, from the services on the empty database at `databaseUrl`. */
export const accessTable = async (databaseUrl: string): Promise<string> => {
  const scenario = await createScenario(databaseUrl);
  try {
    const apiKeys = await apiKeysOf(scenario);
    const people = await tableOf(scenario, peopleOf(scenario));
    return `${INTRODUCTION}\n\n## People\n\n${people}\n\n## API keys\n\n${await tableOf(scenario, apiKeys)}\n`;
  } finally {
    await scenario.close();
  }
};
