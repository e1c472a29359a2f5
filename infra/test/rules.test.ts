import { type Check, plantTree } from './support/planted-tree';

const run = (check: Check, files: Readonly<Record<string, string>>) => {
  const tree = plantTree(files);
  try {
    return tree.run(check);
  } finally {
    tree.remove();
  }
};

const checks: readonly Check[] = ['lint', 'imports', 'unused code', 'spelling'];

test.each(checks)('The check of %s accepts a tree without a violation', (check) => {
  const { status, output } = run(check, {
    'services/content/src/index.ts': "export { one } from './one';\n",
    'services/content/src/one.ts': '/** The number one. */\nexport const one = 1;\n',
  });
  // The output is compared only so that a failure shows it.
  expect({ status, output }).toEqual({ status: 0, output });
});

/** Each breaks one rule of the imports, in files of its own. */
const IMPORTS = [
  [
    'a cycle, also of types alone',
    'no-circular',
    {
      'services/content/src/cycle-one.ts': "import type { Two } from './cycle-two';\nexport type One = Two | 1;\n",
      'services/content/src/cycle-two.ts': "import type { One } from './cycle-one';\nexport type Two = One | 2;\n",
    },
  ],
  [
    'a service that imports another service',
    'no-cross-service',
    { 'services/content/src/cross-service.ts': "export * from '../../ratings/src/index';\n" },
  ],
  [
    'a kernel that imports a service',
    'kernel-imports-no-service',
    { 'services/kernel/src/one.ts': "export * from '../../ratings/src/index';\n" },
  ],
  [
    'a service that imports the gateway',
    'services-import-only-the-kernel',
    { 'services/content/src/upward.ts': "export * from '../../../gateway/src/index';\n" },
  ],
  [
    'a gateway that imports a service outside embedded.ts',
    'gateway-imports-services-in-one-file',
    { 'gateway/src/not-embedded.ts': "export * from '../../services/content/src/index';\n" },
  ],
  [
    'a gateway that imports a script',
    'gateway-imports-no-scripts',
    { 'gateway/src/script.ts': "export * from '../../infra/index';\n" },
  ],
  [
    "a service that imports the kernel's inner files",
    'packages-by-their-front-door',
    {
      'services/kernel/src/data/loader.ts': 'export {};\n',
      'services/content/src/inner.ts': "export * from '../../kernel/src/data/loader';\n",
    },
  ],
  [
    "a script that imports the gateway's inner files",
    'packages-by-their-front-door',
    { 'gateway/src/server.ts': 'export {};\n', 'infra/one.ts': "export * from '../gateway/src/server';\n" },
  ],
  [
    'a path inside a package that its exports do not list',
    'no-unresolved-import',
    { 'services/content/src/unlisted-path.ts': "export * from '@wizness/kernel/src/data/loader';\n" },
  ],
  [
    'a stage of the pipeline that knows the server',
    'pipeline-knows-no-server',
    { 'gateway/src/pipeline/stage.ts': "export type { FastifyRequest } from 'fastify';\n" },
  ],
  [
    'a package that no package.json lists',
    'declared-dependencies',
    { 'services/content/src/unlisted-package.ts': "export { default as ms } from 'ms';\n" },
  ],
] as const;

describe('The check of imports refuses', () => {
  let output = '';
  beforeAll(() => {
    ({ output } = run('imports', Object.assign({}, ...IMPORTS.map(([, , files]) => files))));
  });

  test.each(IMPORTS)('%s', (_, rule, files) => {
    const expected = Object.keys(files).map((path) => `error ${rule}: ${path} `);
    expect(expected.some((line) => output.includes(line))).toBe(true);
  });
});

/** Each breaks one rule of the lint, in a file of its own. */
const LINT = [
  [
    'a promise that is not awaited',
    'no-floating-promises',
    'services/content/src/lint-1.ts',
    'const work = async (): Promise<void> => {};\nexport const start = (): void => {\n  work();\n};\n',
  ],
  [
    'a promise where a condition is expected',
    'no-misused-promises',
    'services/content/src/lint-2.ts',
    'const ready = async (): Promise<boolean> => true;\nexport const start = (): number => (ready() ? 1 : 2);\n',
  ],
  [
    'a switch that misses a case',
    'switch-exhaustiveness-check',
    'services/content/src/lint-3.ts',
    "export const size = (kind: 'A' | 'B'): number => {\n  switch (kind) {\n    case 'A':\n      return 1;\n  }\n  return 0;\n};\n",
  ],
  [
    'settings read outside environment.ts',
    'no-process-env',
    'services/content/src/lint-4.ts',
    "export const port = process.env['PORT'];\n",
  ],
  [
    'settings imported by name',
    'no-restricted-imports',
    'services/content/src/lint-5.ts',
    "import { env } from 'node:process';\n\nexport const port = env['PORT'];\n",
  ],
  [
    'a query builder in a resolver',
    'no-restricted-properties',
    'services/content/src/lint-6.resolver.ts',
    'export const rows = (db: { createQueryBuilder(): unknown }): unknown => db.createQueryBuilder();\n',
  ],
  [
    'a relation of TypeORM',
    'no-restricted-imports',
    'services/content/src/lint-7.entity.ts',
    "import { ManyToOne } from 'typeorm';\n\nexport const relation = ManyToOne;\n",
  ],
  [
    'a loader that the kernel did not make',
    'no-restricted-imports',
    'services/content/src/lint-8.loader.ts',
    "import DataLoader from 'dataloader';\n\nexport const loader = new DataLoader(async (keys: readonly string[]) => keys);\n",
  ],
  [
    'the type any',
    'no-explicit-any',
    'services/content/src/lint-9.ts',
    'export const text = (value: any): string => String(value);\n',
  ],
  ['a default export', 'no-default-export', 'services/content/src/lint-10.ts', 'export default 1;\n'],
  [
    'a line written to the console',
    'no-console',
    'services/content/src/lint-11.ts',
    "console.log('one');\n\nexport {};\n",
  ],
  [
    'a file of more than 250 lines',
    'max-lines',
    'services/content/src/lint-12.ts',
    Array.from({ length: 251 }, (_, line) => `export const number${line} = ${line};\n`).join(''),
  ],
] as const;

describe('The lint refuses', () => {
  let output = '';
  beforeAll(() => {
    ({ output } = run('lint', Object.fromEntries(LINT.map(([, , path, text]) => [path, text]))));
  });

  test.each(LINT)('%s', (_, rule, path) => {
    expect(output.split('\n').some((line) => line.startsWith(`${path}:`) && line.includes(`(${rule})`))).toBe(true);
  });
});

test('The check of unused code finds an export and a file that nothing uses', () => {
  const { status, output } = run('unused code', {
    'services/content/src/index.ts': "export { one } from './one';\n",
    'services/content/src/one.ts': 'export const one = 1;\nexport const unused = 2;\n',
    'services/content/src/orphan.ts': 'export const orphan = 3;\n',
  });
  expect(output).toMatch(/unused .*services\/content\/src\/one\.ts/);
  expect(output).toContain('services/content/src/orphan.ts');
  expect(status).not.toBe(0);
});

describe('The spell check finds a misspelt word', () => {
  const MISSPELT = [
    ['in a comment', 'services/content/src/one.ts', '/** A mispeled word. */\nexport const one = 1;\n'],
    ['in a document', 'README.md', '# A mispeled title\n'],
    [
      'in a description of the schema',
      'schema/subgraphs/one.graphql',
      '"""\nA mispeled word.\n"""\ntype One {\n  id: ID\n}\n',
    ],
  ] as const;
  let output = '';
  beforeAll(() => {
    ({ output } = run('spelling', Object.fromEntries(MISSPELT.map(([, path, text]) => [path, text]))));
  });

  test.each(MISSPELT)('%s', (_, path) => {
    expect(output).toMatch(new RegExp(`${path.replaceAll('.', '\\.')}:\\d+:\\d+ - Unknown word \\(mispeled\\)`));
  });
});
