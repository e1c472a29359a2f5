const { availableParallelism } = require('node:os');
const { services } = require('./services/catalogue.json');

const servicePackages = ['kernel', ...services.map(({ name }) => name)].join('|');

/** One run for all packages: one PostgreSQL server, template databases, and a clone for each suite. */
module.exports = {
  // The suites of a worker share modules.
  testEnvironment: '<rootDir>/infra/test/support/shared-environment.cjs',
  runtime: '<rootDir>/infra/test/support/shared-runtime.cjs',
  testMatch: ['<rootDir>/{services,gateway,schema,infra}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/', '/.data/'],
  globalSetup: '<rootDir>/infra/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/infra/test/support/global-teardown.ts',
  setupFiles: ['reflect-metadata'],
  setupFilesAfterEnv: [
    '<rootDir>/infra/test/support/quiet-console.ts',
    '<rootDir>/infra/test/support/property-seed.ts',
    '<rootDir>/infra/test/support/own-writes.ts',
  ],
  // For tests that never end. A busy machine takes several times as long as an idle one.
  testTimeout: 600_000,
  // Tests wait for PostgreSQL and browsers for a third of their time.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  // Sources instead of builds: a test never sees a stale dist.
  moduleNameMapper: {
    '^@wizness/kernel/testing$': '<rootDir>/services/kernel/test/support/index.ts',
    [`^@wizness/(${servicePackages})$`]: '<rootDir>/services/$1/src/index.ts',
    '^@wizness/gateway$': '<rootDir>/gateway/src/index.ts',
    '^@wizness/infra$': '<rootDir>/infra/index.ts',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        module: { type: 'commonjs' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, useDefineForClassFields: false },
        },
      },
    ],
  },
};
