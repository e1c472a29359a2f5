import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../folders';
import { readStartSettings } from '../start/environment';

/** The rows of the table of limits: each setting with its documented default. */
const documented = (): ReadonlyMap<string, number> => {
  const text = readFileSync(join(REPOSITORY, '.github', 'SECURITY.md'), 'utf8');
  const rows = text.matchAll(/^\| [^|]+ \| ([\d,]+) \| `([A-Z_]+)` \|$/gm);
  return new Map([...rows].map(([, value = '', name = '']) => [name, Number(value.replaceAll(',', ''))]));
};

test('The limits in SECURITY.md are the defaults of the settings that it names', () => {
  const { start, gateway, pool } = readStartSettings({});
  const actual: Readonly<Record<string, number>> = {
    MAX_QUERY_DEPTH: gateway.limits.maxDepth,
    MAX_QUERY_SELECTIONS: gateway.limits.maxSelections,
    MAX_QUERY_ALIASES: gateway.limits.maxAliases,
    MAX_QUERY_COST: gateway.limits.maxCost,
    MAX_COST_PER_MINUTE: gateway.maxCostPerMinute,
    MAX_SUBSCRIPTIONS: gateway.subscriptionLimits.total,
    MAX_SUBSCRIPTIONS_PER_CALLER: gateway.subscriptionLimits.perCaller,
    OPERATION_TIMEOUT_MS: gateway.operationTimeoutMs,
    SUBGRAPH_TIMEOUT_MS: gateway.subgraphTimeoutMs,
    MAX_RESPONSE_BYTES: gateway.maxResponseBytes,
    REQUEST_TIMEOUT_MS: gateway.requestTimeoutMs,
    MAX_BUFFERED_BYTES: gateway.maxBufferedBytes,
    DATABASE_POOL_SIZE: pool.poolSize,
    EVENT_RETENTION_DAYS: start.EVENT_RETENTION_DAYS,
    RATE_LIMIT_PERCENT: start.RATE_LIMIT_PERCENT,
  };
  expect(Object.fromEntries(documented())).toEqual(actual);
});

test('The README describes each of these settings with the same default', () => {
  const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) \| ([^|]+) \|/gm)].map(
    ([, names = '', defaults = '']) => ({
      names: [...names.matchAll(/[A-Z_]+/g)].map(([name]) => name),
      defaults: [...defaults.matchAll(/`(\d+)`/g)].map(([, value]) => Number(value)),
    }),
  );
  for (const [name, value] of documented()) {
    const row = rows.find(({ names }) => names.includes(name));
    expect([name, row?.defaults[row.names.indexOf(name)]]).toEqual([name, value]);
  }
});
