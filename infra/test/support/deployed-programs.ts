import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadServices, readGatewaySettings } from '@wizness/gateway';
import { catalogue, readSubgraphSettings } from '@wizness/kernel';
import { REPOSITORY } from '../../folders';
import { readStartSettings } from '../../start/environment';

/** Settings in the first column of the README's table. */
const documented = new Set(
  [...readFileSync(join(REPOSITORY, 'README.md'), 'utf8').matchAll(/^\| (`[A-Z][^|]*) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name),
  ),
);
for (const { urlSetting } of catalogue) documented.add(urlSetting);

/** Of these names of environment variables, those that the README does not describe as settings. */
export const undocumented = (names: readonly string[]): string[] => names.filter((name) => !documented.has(name));

/**
 * What `program` says of its settings when it starts with `environment`: lines on stderr. Throws if it refuses them.
 * `program` is the name of a service, `gateway`, or anything else for the graph in one process.
 */
export const complaintsOf = (program: string, environment: Readonly<Record<string, string>>): string[] => {
  const written: string[] = [];
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0);
  try {
    const subgraph = loadServices().find(({ name }) => name === program);
    if (subgraph) readSubgraphSettings(subgraph, environment);
    else if (program === 'gateway') readGatewaySettings(environment);
    else readStartSettings(environment);
  } finally {
    write.mockRestore();
  }
  return written;
};
