import { execute, type ExecutionResult, isUnionType, parse, validate } from 'graphql';
import { type Asker, keysOf, peopleOf } from './scenario/actors';
import type { Row } from './row';
import { ROWS } from './rows';
import { LETTERS } from './scenario/scenario-posts';
import { createScenario, type ServiceName, SUBGRAPHS, type World } from './scenario/scenario';

/** Undoes what a mutation did. */
class Undone extends Error {}

/** Asks as the gateway would; what a mutation changes is undone. */
const ask = async (world: World, row: Row, { identity }: Asker): Promise<ExecutionResult> => {
  const { schema } = SUBGRAPHS[row.service];
  const document = parse(row.operation);
  const [error] = validate(schema, document);
  if (error) throw new Error(`${row.name}: ${error.message}`);
  const variableValues = row.variables?.(world);
  const run = async (contextValue: object) => execute({ schema, document, variableValues, contextValue });
  const context = world.running[row.service].createContext({ identity, clock: world.clock });
  if (!row.name.startsWith('Mutation.')) return run(context);
  let result: ExecutionResult = {};
  await context
    .inTransaction(async (inside: object) => {
      result = await run(inside);
      throw new Undone();
    })
    .catch((thrown: unknown) => {
      if (!(thrown instanceof Undone)) throw thrown;
    });
  return result;
};

const REFUSALS: Readonly<Record<string, string>> = { UNAUTHENTICATED: 'sign in', FORBIDDEN: 'forbidden' };

/** The letters of the posts of which an answer says anything: their own ids, or those of what belongs to them. */
export const lettersIn = (text: string, { posts, comments, ratings, facts, sources }: World): string =>
  LETTERS.filter((letter) => [posts, comments, ratings, facts, sources].some((ids) => text.includes(ids[letter]))).join(
    '',
  );

/** What of an answer is the asker's own, and for nobody else's eyes. */
const ownIn = (text: string): string[] => [
  ...(text.includes('"prefix":') ? ['own keys'] : []),
  ...(text.includes('"viewerFollows":true') ? ['whom one follows'] : []),
];

/** What `result` comes to, in a word or two. */
const cellOf = (world: World, { name }: Row, { data, errors }: ExecutionResult): string => {
  const code = String(errors?.[0]?.extensions['code'] ?? '');
  if (errors) {
    const refusal = REFUSALS[code];
    if (!refusal) throw new Error(`${name} failed: ${String(errors[0])}`);
    return refusal;
  }
  const text = JSON.stringify(data);
  const userError = /"userErrors":\[\{"code":"(\w+)"/.exec(text)?.[1];
  if (userError) return userError;
  if (name.startsWith('Mutation.')) return 'done';
  const letters = lettersIn(text, world);
  const found = [...(letters ? [letters] : []), ...ownIn(text)];
  if (found.length > 0) return found.join(', ');
  return /"id":|"key":/.test(text) ? 'yes' : '–';
};

/** Names of all that can be asked of a service. */
export const askableOf = (service: ServiceName): string[] => {
  const { schema } = SUBGRAPHS[service];
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const fields = roots.flatMap((type) => Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`));
  const entities = schema.getType('_Entity');
  const types = isUnionType(entities) ? entities.getTypes().map((type) => `_entities ${type.name}`) : [];
  return [...fields.filter((field) => !field.includes('._')), ...types];
};

const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const tableOf = async (world: World, askers: readonly Asker[]): Promise<string> => {
  const lines = [lineOf(['asked', 'of', ...askers.map(({ name }) => name)])];
  lines.push(lineOf(['---', '---', ...askers.map(() => '---')]));
  for (const row of ROWS) {
    const cells: string[] = [];
    for (const asker of askers) cells.push(cellOf(world, row, await ask(world, row, asker)));
    lines.push(lineOf([row.name, row.service, ...cells]));
  }
  return lines.join('\n');
};

const HEAD = `# Who may ask what

Written by \`npm run schema\`, which asks every root field and every type that a service resolves by reference, of the service
itself, as each of those who may come. A test asks again, and fails where the answer differs, or where a field is missing here.

The world holds four posts by one author for one organisation: for everybody (**P**), for members (**M**), for the
organisation (**O**), and a draft (**D**). Each has a comment, a rating, and a source from which a fact is cited. A cell names
the posts of which the answer says anything, be it by what belongs to them.

- **yes**: answered, and it has to do with no post; **–**: null, or nothing
- **own keys**, **whom one follows**: what is nobody else's business
- **done**: a mutation that was carried out (and undone); a code: it was let in, and refused for what the input lacked
- **sign in**, **forbidden**: refused with \`UNAUTHENTICATED\`, \`FORBIDDEN\`

The *colleague* is a confirmed member of the organisation. The *author* is an analyst too, follows the topic, and the API keys
are theirs, each with the one scope that heads its column.`;

/** The whole table of access as the services answer on the empty database at `databaseUrl`, in Markdown. */
export const accessTable = async (databaseUrl: string): Promise<string> => {
  const world = await createScenario(databaseUrl);
  try {
    const keys = await keysOf(world);
    const [ofPeople, ofKeys] = [await tableOf(world, peopleOf(world)), await tableOf(world, keys)];
    return `${HEAD}\n\n## People\n\n${ofPeople}\n\n## API keys\n\n${ofKeys}\n`;
  } finally {
    await world.close();
  }
};
