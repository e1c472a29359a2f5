const { transformFileSync } = require('@swc/core');

/**
 * Lets a process that a test starts run a TypeScript file of the tests. The packages that it imports are those that were
 * built: a process that compiles their sources takes twice as long to start.
 */
require.extensions['.ts'] = (module, file) => {
  const { code } = transformFileSync(file, {
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  });
  module._compile(code, file);
};
