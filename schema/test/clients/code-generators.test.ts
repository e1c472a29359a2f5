import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { codegen } from '@graphql-codegen/core';
import * as typescriptPlugin from '@graphql-codegen/typescript';
import * as operationsPlugin from '@graphql-codegen/typescript-operations';
import { buildSchema, parse, validate } from 'graphql';
import { operationNames, readCommitted, readOperation, SCHEMA_FOLDER } from '../../src/files';

const REPOSITORY = join(SCHEMA_FOLDER, '..');
const NODE_MODULES = join(REPOSITORY, 'node_modules');
const SDL = readCommitted('api.graphql') ?? '';

/** The map of scalars that the README gives to code generators. */
const readScalars = (): Record<string, string> => {
  const [, json = ''] =
    /```json\n([^`]*"Cursor"[^`]*)```/.exec(readFileSync(join(REPOSITORY, 'README.md'), 'utf8')) ?? [];
  return JSON.parse(json);
};
const scalars = readScalars();

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'wizness-client-'));
  symlinkSync(NODE_MODULES, join(project, 'node_modules'));
  write('schema.graphql', SDL);
});
afterEach(() => rmSync(project, { recursive: true }));

const write = (path: string, content: string): void => {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), content);
};
const writeJson = (path: string, value: unknown): void => write(path, JSON.stringify(value));
const read = (path: string): string => readFileSync(join(project, path), 'utf8');

/** Runs a program of a package in the project. */
const run = async (program: string, ...parameters: string[]) => {
  const child = spawn(process.execPath, [join(NODE_MODULES, program), ...parameters], {
    cwd: project,
    env: { CI: 'true' },
    // One that reads its standard input would wait for it.
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, output: out + err };
};

const compile = () => run('typescript/bin/tsc', '--project', '.');
const COMPILER_OPTIONS = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: 'es2022',
  moduleResolution: 'bundler',
  module: 'esnext',
  types: [],
};

test('The README gives every scalar of the schema to code generators', () => {
  const declared = [...SDL.matchAll(/^scalar (\w+)/gm)].map(([, name]) => name);
  expect(Object.keys(scalars).toSorted()).toEqual(declared.toSorted());
});

test('GraphQL Code Generator makes types of the schema and of every example operation that compile without any', async () => {
  const documents = operationNames().map((name) => ({
    location: `${name}.graphql`,
    document: parse(readOperation(name)),
  }));
  for (const [name, plugin] of [
    ['graph', typescriptPlugin],
    ['operations', operationsPlugin],
  ] as const) {
    const types = await codegen({
      filename: `${name}.ts`,
      schema: parse(SDL),
      documents,
      config: { scalars, strictScalars: true },
      plugins: [{ [name]: {} }],
      pluginMap: { [name]: plugin },
    });
    expect(types).not.toMatch(/[:<,|] *any\b/);
    write(`${name}.ts`, types);
  }
  write(
    'use.ts',
    `import type { Post } from './graph';
     import type { ArticlePageQuery } from './operations';
     export const slugOf = ({ slug }: Post): string => slug;
     export const titleOf = ({ post }: ArticlePageQuery): string | undefined => post?.title;
     export const publishedAt = ({ post }: ArticlePageQuery): string | null | undefined => post?.publishedAt;
     // @ts-expect-error The operation does not select it.
     export const digestOf = ({ post }: ArticlePageQuery) => post?.digest;`,
  );
  writeJson('tsconfig.json', { compilerOptions: COMPILER_OPTIONS, include: ['*.ts'] });
  expect(await compile()).toEqual({ code: 0, output: '' });
});

test('gql.tada infers the types of operations, and its check finds a field that does not exist', async () => {
  writeJson('tsconfig.json', {
    compilerOptions: {
      ...COMPILER_OPTIONS,
      plugins: [{ name: 'gql.tada/ts-plugin', schema: './schema.graphql', tadaOutputLocation: './graphql-env.d.ts' }],
    },
    include: ['*.ts'],
  });
  const types = Object.entries(scalars).map(([name, type]) => `${name}: ${type}`);
  write(
    'graphql.ts',
    `import { initGraphQLTada } from 'gql.tada';
     import type { introspection } from './graphql-env';
     export const graphql = initGraphQLTada<{ introspection: introspection; scalars: { ${types.join('; ')} } }>();`,
  );
  const usage = (field: string): string =>
    `import type { ResultOf } from 'gql.tada';
     import { graphql } from './graphql';
     const article = graphql(\`query Article($slug: String!) { post(slug: $slug) { id title publishedAt ${field} } }\`);
     export const textsOf = ({ post }: ResultOf<typeof article>): (string | null | undefined)[] => [post?.title, post?.publishedAt];
     // @ts-expect-error A title is no number.
     export const lengthOf = ({ post }: ResultOf<typeof article>): number | undefined => post?.title;`;
  write('article.ts', usage('slug'));
  expect(await run('gql.tada/bin/cli.js', 'generate-output')).toMatchObject({ code: 0 });
  expect(read('graphql-env.d.ts')).toContain("'Post'");
  expect(await compile()).toEqual({ code: 0, output: '' });
  write('wrong.ts', usage('nothing'));
  const { code, output } = await run('gql.tada/bin/cli.js', 'check');
  expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('Cannot query field "nothing"') });
  expect(output).toMatch(/1 problems/);
});

test('The Relay compiler accepts a fragment, a connection and an object that are refetchable, and a page of it', async () => {
  writeJson('relay.config.json', {
    src: './src',
    schema: './schema.graphql',
    language: 'typescript',
    customScalarTypes: scalars,
  });
  write(
    'src/Feed.ts',
    `graphql\`query FeedQuery { viewer { __typename } ...Feed_posts }\`;
     graphql\`
       fragment Feed_posts on Query
       @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "Cursor" })
       @refetchable(queryName: "FeedPaginationQuery") {
         posts(first: $count, after: $cursor) @connection(key: "Feed_posts") { edges { node { id ...Feed_post } } }
       }\`;
     graphql\`fragment Feed_post on Post @refetchable(queryName: "FeedPostQuery") { title publishedAt author { name } }\`;`,
  );
  expect(await run('relay-compiler/cli.js')).toMatchObject({ code: 0 });
  const generated = readdirSync(join(project, 'src', '__generated__')).toSorted();
  expect(generated).toEqual([
    'FeedPaginationQuery.graphql.ts',
    'FeedPostQuery.graphql.ts',
    'FeedQuery.graphql.ts',
    'Feed_post.graphql.ts',
    'Feed_posts.graphql.ts',
  ]);
  const schema = buildSchema(SDL);
  for (const name of ['FeedPaginationQuery', 'FeedPostQuery', 'FeedQuery']) {
    const [, operation = ''] =
      /"text": ("query(?:[^"\\]|\\.)*")/.exec(read(`src/__generated__/${name}.graphql.ts`)) ?? [];
    expect(validate(schema, parse(JSON.parse(operation)))).toEqual([]);
  }
  expect(read('src/__generated__/Feed_posts.graphql.ts')).toContain('"direction": "forward"');
  expect(read('src/__generated__/Feed_post.graphql.ts')).toMatch(/publishedAt: string \| null/);
});
