const Module = require('node:module');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** Suites and their fixtures. They may keep state, so each suite loads its own. */
const OF_ONE_SUITE = /\.test\.ts$|[\\/]test[\\/](?!.*node_modules)/;

/** The runtime of the suite that runs now: it resolves and compiles the sources that are loaded for the first time. */
let current;

Module._extensions['.ts'] = (module, filename) => {
  module._compile(current.transformCache.transform(filename), filename);
};

// Sources are resolved as jest does it: `.ts` before `.json`, and the packages of this repository to their sources.
const resolveInstalled = Module._resolveFilename;
Module._resolveFilename = (name, parent, ...rest) =>
  parent?.filename?.endsWith('.ts') && !Module.isBuiltin(name)
    ? current.resolve(parent.filename, name)
    : resolveInstalled(name, parent, ...rest);

/**
 * Loads sources and packages once in a worker, not once in each suite: to load them took more than half of the time of all
 * suites. It needs {@link SharedEnvironment}, so that an Error is the same class on both sides.
 *
 * The members of jest's runtime that are used here are not public. The version of jest is pinned; check them on an update.
 */
class SharedRuntime extends Runtime {
  static sourceMaps = new Map();

  constructor(...args) {
    super(...args);
    current = this;
    const { executor, transformCache } = this;
    executor.compile = (source, filename) => compileFunction(source, executor.injectedModuleParameters, { filename });
    // A stack can name a source that an earlier suite has loaded.
    transformCache.sourceMaps = SharedRuntime.sourceMaps;
  }

  /** The path of a module, as `moduleNameMapper` and the packages say. */
  resolve(from, name) {
    return this._resolution.resolveCjsStub(from, name) || this._resolution.resolveCjs(from, name);
  }

  requireModule(from, name, options, isRequireActual) {
    const load = () => super.requireModule(from, name, options, isRequireActual);
    if (options?.isInternalModule || !name || Module.isBuiltin(name)) return load();
    const path = this.resolve(from, name);
    return OF_ONE_SUITE.test(path) ? load() : require(path);
  }
}

module.exports = { __esModule: true, default: SharedRuntime };
