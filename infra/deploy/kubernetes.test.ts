import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '@wizness/kernel';
import type { Deployment } from 'kubernetes-types/apps/v1';
import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2';
import type { ConfigMap, Service } from 'kubernetes-types/core/v1';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';
import { complaintsOf, undocumented } from '../test/support/deployed-programs';
import { INFRA } from '../folders';

const FOLDER = join(INFRA, 'deploy', 'kubernetes');
const rendered = spawnSync('kubectl', ['kustomize', FOLDER], { encoding: 'utf8', maxBuffer: 2 ** 24 });
const hasKubectl = rendered.error === undefined;

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

const manifests: Manifest[] = hasKubectl ? parseAllDocuments(rendered.stdout).map((document) => document.toJS()) : [];
const ofKind = <T>(kind: string) => manifests.filter((manifest) => manifest.kind === kind) as T[];

const named = <T>(kind: string, name: string): T => {
  const found = manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  if (!found) throw new Error(`There is no ${kind} ${name}.`);
  return found as T;
};

/** Resources of operators, whose types are not in the API of Kubernetes. They were checked once with the operators' own schemas. */
const CUSTOM = ['postgresql.cnpg.io/v1', 'barmancloud.cnpg.io/v1'];

/** The problems that TypeScript finds with `manifests` by the types of the API of Kubernetes: unknown, missing and wrong fields. */
const problemsByType = (checked: readonly Manifest[]): string[] => {
  const file = join(__dirname, 'manifests.ts');
  const text = checked
    .map((manifest, index) => {
      const module = manifest.apiVersion === 'v1' ? 'core/v1' : manifest.apiVersion.replace('.k8s.io', '');
      return `import type { ${manifest.kind} as T${index} } from 'kubernetes-types/${module}';
export const manifest${index}: T${index} = ${JSON.stringify(manifest)};`;
    })
    .join('\n');
  const options = { strict: true, noEmit: true, types: [], moduleResolution: ts.ModuleResolutionKind.Node10 };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.getSourceFile = (path, version) =>
    path === file ? ts.createSourceFile(path, text, version) : getSourceFile(path, version);
  return ts
    .getPreEmitDiagnostics(ts.createProgram([file], options, host))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
};

const programs = ['gateway', ...catalogue.map(({ name }) => name)];
const podOf = (program: string) => named<Deployment>('Deployment', `${program}-server`).spec?.template;
const containerOf = (program: string) => podOf(program)?.spec?.containers[0];
const variablesOf = (program: string) => containerOf(program)?.env ?? [];

/** A valid value of a secret. */
const SECRETS: Readonly<Record<string, string>> = {
  uri: 'postgresql://wizness:secret@postgres-rw:5432/wizness',
  'subgraph-secret': 'x'.repeat(32),
  'webhook-secret': 'x'.repeat(32),
  'nats-url': 'nats://wizness:secret@nats-0.nats:4222,nats://nats-1.nats:4222',
  'smtp-url': 'smtps://user:secret@mail.example.org',
  'mail-from': 'no-reply@graph.example.org',
  'files-bucket-url': 'https://s3.eu-west-3.amazonaws.com/wizness-files',
  'files-bucket-region': 'eu-west-3',
  'files-bucket-key-id': 'key',
  'files-bucket-secret': 'secret',
};

const secretsOf = (program: string) => variablesOf(program).flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []);

const environmentOf = (program: string): Record<string, string> => ({
  ...named<ConfigMap>('ConfigMap', 'settings').data,
  ...Object.fromEntries(
    variablesOf(program).map(({ name, value, valueFrom }) => [
      name,
      value ?? SECRETS[valueFrom?.secretKeyRef?.key ?? ''] ?? '',
    ]),
  ),
});

(hasKubectl ? describe : describe.skip)(
  `The manifests of Kubernetes${hasKubectl ? '' : ' (skipped: there is no kubectl, which renders them)'}`,
  () => {
    test('Are rendered by kustomize', () => {
      expect(rendered).toMatchObject({ status: 0, stderr: '' });
      expect(manifests.length).toBeGreaterThan(20);
      expect(new Set(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).size).toBe(manifests.length);
    });

    test('Conform to the API of Kubernetes', () => {
      expect(problemsByType(manifests.filter(({ apiVersion }) => !CUSTOM.includes(apiVersion)))).toEqual([]);
    });

    test('Are checked strictly: a field that does not exist is a problem', () => {
      const deployment = named<Manifest & Deployment>('Deployment', 'gateway-server');
      const misspelt = { ...deployment, spec: { ...deployment.spec, replica: 2 } };
      expect(problemsByType([misspelt])).toEqual([expect.stringContaining('"replica"')]);
    });

    test.each(programs)('Run the program %s with settings that it accepts and the README describes', (program) => {
      const environment = environmentOf(program);
      expect(complaintsOf(program, environment)).toEqual([]);
      expect(undocumented(Object.keys(environment))).toEqual([]);
      expect(containerOf(program)?.command).toEqual(['node', expect.stringMatching(`${program}/dist/main.js$`)]);
    });

    test('Take secrets that the README creates, or the operator of PostgreSQL', () => {
      const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
      const created = new Set([...readme.matchAll(/--from-literal=([\w-]+)=/g)].map(([, key]) => key));
      const missing = programs
        .flatMap(secretsOf)
        .filter(({ name, key }) => name !== 'postgres-app' && !(name === 'graph' && created.has(key)));
      expect(missing).toEqual([]);
    });

    test.each(programs)('Give %s an address, a disruption budget and autoscaling for its own pods', (program) => {
      const labels = podOf(program)?.metadata?.labels;
      const name = `${program}-server`;
      expect(labels).toMatchObject({ 'app.kubernetes.io/name': program });
      expect(named<Service>('Service', name).spec?.selector).toEqual(labels);
      const budget = named<PodDisruptionBudget>('PodDisruptionBudget', name);
      expect(budget.spec?.selector?.matchLabels).toEqual(labels);
      const scaler = named<HorizontalPodAutoscaler>('HorizontalPodAutoscaler', name);
      expect(scaler.spec?.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name });
    });

    test.each(programs)('Let %s answer what still arrives before it is killed', (program) => {
      const drainSeconds = Number(environmentOf(program)['DRAIN_SECONDS']);
      expect(drainSeconds).toBeGreaterThanOrEqual(2);
      // Requests in flight may take 15 seconds more.
      expect(podOf(program)?.spec?.terminationGracePeriodSeconds).toBeGreaterThan(drainSeconds + 2 * 15);
    });

    test('Name each service by the address at which it listens', () => {
      for (const { name, urlSetting } of catalogue)
        expect(environmentOf('gateway')[urlSetting]).toBe(`http://${name}-server:${environmentOf(name)['PORT']}`);
    });

    test('Let PostgreSQL accept the connections of the most pods', () => {
      const most = catalogue.map(
        ({ name }) =>
          named<HorizontalPodAutoscaler>('HorizontalPodAutoscaler', `${name}-server`).spec?.maxReplicas ?? 0,
      );
      // Those of requests and of background work: DATABASE_POOL_SIZE in the README.
      const connections = most.reduce((sum, pods) => sum + pods * 16, 0);
      const { spec } = named<{ spec: { postgresql: { parameters: Record<string, string> } } }>('Cluster', 'postgres');
      expect(connections).toBeLessThan(Number(spec.postgresql.parameters['max_connections']));
    });

    test('Deny all connections but those between the ingress controller, gateways, services and PostgreSQL', () => {
      const specOf = (name: string) => named<NetworkPolicy>('NetworkPolicy', name).spec;
      const sourcesOf = (name: string) => specOf(name)?.ingress?.flatMap((rule) => rule.from);
      expect(specOf('deny-all')).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
      const component = (value: string) => ({
        podSelector: { matchLabels: { 'app.kubernetes.io/component': value } },
      });
      expect(sourcesOf('services')).toEqual([component('gateway'), component('service')]);
      expect(sourcesOf('gateway')).toEqual([
        { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } },
      ]);
      const rules = ofKind<NetworkPolicy>('NetworkPolicy').flatMap(({ spec }) => spec?.ingress ?? []);
      // A rule without `from` would allow all sources.
      expect(rules.filter(({ from = [] }) => from.length === 0)).toEqual([]);
    });
  },
);
