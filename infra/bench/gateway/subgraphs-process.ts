import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execute, parse } from 'graphql';
import { smallSubgraphs } from './small-graph';

/** In milliseconds; the parameter of this process. */
const latencyMs = Number(process.argv[2] ?? 0);

/** Serves one subgraph. Equal requests get the answer of the first, so that the work of a subgraph is not measured. */
const serve = (name: string, schema: ReturnType<(typeof smallSubgraphs)[number]['createSchema']>): Promise<string> => {
  const answers = new Map<string, Promise<Buffer>>();
  const answer = async (body: string): Promise<Buffer> => {
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    const result = await execute({ schema, document: parse(query), variableValues: variables });
    if (result.errors) throw new AggregateError(result.errors, name);
    return Buffer.from(JSON.stringify(result));
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const known = answers.get(body) ?? answer(body);
      answers.set(body, known);
      const headers = { 'content-type': 'application/json' };
      const send = (bytes: Buffer) =>
        response.writeHead(200, { ...headers, 'content-length': bytes.length }).end(bytes);
      known.then(
        (bytes) => (latencyMs === 0 ? send(bytes) : setTimeout(send, latencyMs, bytes)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  server.keepAliveTimeout = 60_000;
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
};

/** Started by `fork`: serves all subgraphs and sends their URLs, by name, to the parent. */
const main = async (): Promise<void> => {
  const urls: Record<string, string> = {};
  for (const { name, createSchema } of smallSubgraphs) urls[name] = await serve(name, createSchema());
  process.send?.(urls);
};

process.on('disconnect', () => process.exit());
void main();
