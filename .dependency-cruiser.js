/** The import direction: kernel ← services ← gateway (embedded.ts only) ← infra and schema. */
const { services } = require('./services/catalogue.json');

const SERVICE = `^services/(${services.map(({ name }) => name).join('|')})/`;
const PACKAGE = '^((?:services/[^/]+)|gateway|infra|schema)/';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or three. Type-only imports count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-cross-service',
      comment: 'A service never imports another service; it holds the ids that it points to.',
      severity: 'error',
      from: { path: SERVICE },
      to: { path: SERVICE, pathNot: '^services/$1/' },
    },
    {
      name: 'kernel-imports-no-service',
      comment: 'The kernel knows no service.',
      severity: 'error',
      from: { path: '^services/kernel/' },
      to: { path: '^(services/(?!kernel/|catalogue\\.json$)|gateway/|schema/|infra/)' },
    },
    {
      name: 'services-import-only-the-kernel',
      severity: 'error',
      from: { path: '^services/' },
      to: { path: '^(gateway|schema|infra)/.*\\.ts$' },
    },
    {
      name: 'gateway-imports-services-in-one-file',
      comment: 'Everything else in the gateway knows subgraphs by name only, so both ways to run share one code.',
      severity: 'error',
      from: { path: '^gateway/src/', pathNot: '(^gateway/src/subgraphs/embedded\\.ts|\\.test\\.ts)$' },
      to: { path: SERVICE },
    },
    {
      name: 'gateway-imports-no-scripts',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^(schema|infra)/.*\\.ts$' },
    },
    {
      name: 'packages-by-their-front-door',
      comment: 'Only what a package exports may be imported from another package.',
      severity: 'error',
      from: { path: PACKAGE },
      to: {
        path: PACKAGE,
        pathNot: [
          '^$1/',
          '^(services/[^/]+|gateway)/src/index\\.ts$',
          '^services/kernel/test/support/index\\.ts$',
          '^infra/index\\.ts$',
          '^services/partnerships/verify\\.mjs$',
          '\\.json$',
        ],
      },
    },
    {
      name: 'pipeline-knows-no-server',
      comment: 'A stage of the pipeline takes and returns plain data; adapters to a server are in gateway/src/fronts.',
      severity: 'error',
      from: { path: '^gateway/src/pipeline/', pathNot: '\\.test\\.ts$' },
      to: { path: ['node_modules/(fastify|@apollo/server|@as-integrations/fastify)/', '^gateway/src/fronts/'] },
    },
    {
      name: 'no-unresolved-import',
      comment: 'An import that is not exported, or not there, fails at run time.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared-dependencies',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    // Development tools are declared once, in the root's package.json.
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'require', 'node', 'default', 'types', 'import'],
    },
  },
};
