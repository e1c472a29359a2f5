import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import Negotiator from 'negotiator';
import { ASSETS_FOLDER } from './built-explorer';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** A worker has the policy of its own response: SQL alone may compile WebAssembly, and no worker loads from another host. */
const policyOf = (file: string): string =>
  `default-src 'none'; script-src 'self'${file.startsWith('sql.worker-') ? " 'wasm-unsafe-eval'" : ''}; connect-src 'self'`;

/** Encodings in which the build has written each file, the smallest first, with the end of the file's name. */
const ENCODINGS: Readonly<Record<string, string>> = { br: '.br', gzip: '.gz', identity: '' };

/** Contents of the built files by name, compressed ones too: about 30 files, half a megabyte together. */
const readAssets = (): ReadonlyMap<string, Buffer> => {
  try {
    return new Map(readdirSync(ASSETS_FOLDER).map((file) => [file, readFileSync(join(ASSETS_FOLDER, file))]));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
};

/** Serves the scripts and styles of the explorer. Their names change with their contents, so that browsers keep them for a year. */
export const serveAssets = (http: FastifyInstance): void => {
  let assets: ReadonlyMap<string, Buffer> | undefined;
  http.get<{ Params: { file: string } }>('/assets/:file', async (request, reply) => {
    const { file } = request.params;
    const type = TYPES[extname(file)];
    assets ??= readAssets();
    const accepted = new Negotiator(request.raw).encodings(Object.keys(ENCODINGS));
    const encoding = Object.keys(ENCODINGS).find((each) => accepted.includes(each));
    const bytes = type === undefined ? undefined : assets.get(`${file}${ENCODINGS[encoding ?? 'identity'] ?? ''}`);
    if (type === undefined || bytes === undefined) return reply.callNotFound();
    if (encoding !== undefined && encoding !== 'identity') void reply.header('content-encoding', encoding);
    return reply
      .headers({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-security-policy': policyOf(file),
        vary: 'accept-encoding',
      })
      .type(type)
      .send(bytes);
  });
};
