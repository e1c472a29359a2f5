/** The import direction of the house: kernel <- services <- gateway <- infra and schema. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      // Entities name each other in decorators, lazily; types vanish when compiled.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-cross-service',
      comment: 'A service never imports another service; it holds the ids that it points to.',
      severity: 'error',
      from: { path: '^services/(content|membership|partnerships|ratings)/' },
      to: { path: '^services/(content|membership|partnerships|ratings)/', pathNot: '^services/$1/' },
    },
    {
      name: 'kernel-knows-nobody',
      comment: 'Of the domain it holds only what access is about; it knows no service.',
      severity: 'error',
      from: { path: '^services/kernel/' },
      to: { path: '^(services/(?!kernel/)|gateway|schema|infra)' },
    },
    {
      name: 'services-know-only-the-kernel',
      severity: 'error',
      from: { path: '^services/' },
      to: { path: '^(gateway|schema|infra)/' },
    },
    {
      name: 'gateway-meets-services-in-one-file',
      comment: 'Everything else in the gateway knows subgraphs by name only, so that both ways to run stay one code.',
      severity: 'error',
      from: { path: '^gateway/src/', pathNot: '(embedded\\.ts|\\.test\\.ts)$' },
      to: { path: '^services/(content|membership|partnerships|ratings)/' },
    },
    {
      name: 'nobody-imports-scripts',
      severity: 'error',
      from: { path: '^(services|gateway)/' },
      to: { path: '^(schema|infra)/.*\\.ts$' },
    },
    {
      name: 'packages-by-their-front-door',
      comment: 'Only what a package exports may be imported.',
      severity: 'error',
      from: { path: '^(gateway|infra|schema)/' },
      to: { path: '^services/[a-z]+/(src|test)/', pathNot: '/(src|test/support)/index\\.ts$' },
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
    // Tools of the whole house stand in the root's package.json.
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'require', 'node', 'default', 'types'],
    },
  },
};
