import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../language';

/** Folder of the built explorer, from `src` as from `dist`. */
const BUILT = join(__dirname, '../../..', 'web', 'dist');

/** Files with hashed names that the pages of the explorer load. */
export const ASSETS_FOLDER = join(BUILT, 'client', 'assets');

interface PageAssets {
  readonly script: string;
  readonly style: string;
  /** Scripts that a view needs besides, by its file in `src/views`. */
  readonly scriptsOf: (view: string) => readonly string[];
}

interface PageRequest {
  /** Path and query, below `basepath`. */
  readonly url: string;
  readonly basepath: string;
  readonly language: Language;
  readonly assets: PageAssets;
}

/** What an operation of the explorer returns. */
export interface ExplorerResult {
  readonly data: unknown;
  readonly errors: readonly unknown[];
}

export interface RenderedView {
  readonly status: 200 | 302 | 404 | 410 | 429 | 503;
  readonly html: string;
  /** Where the same view has its canonical address, with status 302. */
  readonly location: string | null;
  /** Seconds after which the client may ask again, with status 429. */
  readonly retryAfter: number | null;
  /** Whether nothing is missing in it because a service did not respond. */
  readonly isComplete: boolean;
}

/** `dist/server.cjs`, which `gateway/web/src/entry-server.tsx` is built to. */
interface ServerModule {
  render(
    request: PageRequest & {
      /** Whether the view is for a frame of another page, under the path `embed`. */
      readonly isEmbedded: boolean;
      readonly ask: (name: string, variables: Readonly<Record<string, unknown>>) => Promise<ExplorerResult>;
    },
  ): Promise<RenderedView>;
  renderProblem(request: PageRequest & { readonly kind: 'notFound' | 'gone' | 'unavailable' }): RenderedView;
}

export interface BuiltExplorer extends ServerModule {
  readonly assets: PageAssets;
}

type Manifest = Readonly<Record<string, { readonly file: string; readonly imports?: readonly string[] } | undefined>>;

const ENTRY = 'src/entry-client.tsx';

/** Names in the manifest of everything that a module imports, itself included. Throws for a module that was not built. */
const importsOf = (manifest: Manifest, name: string, found = new Set<string>()): ReadonlySet<string> => {
  const module = manifest[name];
  if (!module) throw new Error(`The explorer was built without ${name}.`);
  found.add(name);
  for (const each of module.imports ?? []) if (!found.has(each)) importsOf(manifest, each, found);
  return found;
};

/** Loads the built explorer; null if it is not built. */
export const loadExplorer = (): BuiltExplorer | null => {
  const path = join(BUILT, 'server.cjs');
  if (!existsSync(path)) return null;
  // eslint-disable-next-line -- a file that only the build creates
  const { render, renderProblem } = require(path) as ServerModule;
  const manifest = JSON.parse(readFileSync(join(BUILT, 'client', 'manifest.json'), 'utf8')) as Manifest;
  const fileOf = (source: string): string => manifest[source]?.file ?? '';
  const scriptsOf = (view: string): readonly string[] =>
    [...importsOf(manifest, `src/views/${view}.tsx`)].filter((name) => name !== ENTRY).map(fileOf);
  return { render, renderProblem, assets: { script: fileOf(ENTRY), style: fileOf('style.css'), scriptsOf } };
};
