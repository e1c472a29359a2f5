import type { OpenSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, type PartnershipsContext } from '@wizness/partnerships';
import { onDatabase } from './on-database';
import { recorder } from './recorder';
import type { SlowFact, SlowVocabulary } from './slow-groups';

export const VOCABULARY: SlowVocabulary = {
  properties: {
    stock: { additive: true, accumulates: false },
    flow: { additive: true, accumulates: true },
    share: { additive: false, accumulates: false },
    brand: { additive: false, accumulates: false },
  },
  units: {
    km: { dimension: 'length', factor: 1000 },
    m: { dimension: 'length', factor: 1 },
    mile: { dimension: 'length', factor: null },
    h: { dimension: 'time', factor: 60 },
    EUR: { dimension: 'money', factor: null },
  },
};
const labels = { fr: 'x', en: 'x' };

/** Replaces all facts. The columns that a fact does not name are those of the first fact of the suite. */
const STORE = `INSERT INTO facts SELECT (jsonb_populate_record(template.fact, given)).*
  FROM template, jsonb_array_elements(CAST($1 AS jsonb)) given`;
const columnsOf = ({ subject_id, ...each }: SlowFact): object => ({
  ...each,
  subject_id,
  claim_key: each.id,
  lineage_id: each.id,
  reviewed_status: each.status,
  known_to: 'infinity',
});

/** Defines {@link VOCABULARY}, and keeps a fact as the template of others. */
export const prepareFacts = async (open: OpenSubgraph<PartnershipsContext>): Promise<void> => {
  const { organisations, properties } = open.context();
  await properties.defineMissing({
    units: Object.entries(VOCABULARY.units).map(([code, { dimension, factor }]) => ({
      code,
      labels,
      dimension,
      factor: factor === null ? null : String(factor),
    })),
    properties: Object.entries(VOCABULARY.properties).map(([key, flags]) => ({
      key,
      labels,
      ...flags,
      ...(key === 'brand' ? { valueKind: 'TEXT' as const } : { valueKind: 'QUANTITY' as const, unit: 'km' }),
    })),
  });
  const names = [{ value: 'Firm', kind: NameKind.OFFICIAL }];
  const { id: subjectId } = await organisations.register({ kind: OrganisationKind.COMPANY, names });
  const { record } = await recorder(open.context());
  const value = { kind: 'BOOLEAN', value: true, raw: '' } as const;
  await record({ claim: 'template', subjectId, property: 'pays_dividends', measure: 'STATEMENT', value });
  await onDatabase(open.url, async (db) => {
    await db.query(`CREATE TABLE template AS SELECT fact FROM facts fact`);
    await db.query(`UPDATE template SET fact = jsonb_populate_record(fact, '{"boolean_value": null}')`);
  });
};

/** Makes these the only facts of a database. */
export const storeFacts = (url: string, given: readonly SlowFact[]): Promise<void> =>
  onDatabase(url, async (db) => {
    await db.query('TRUNCATE facts, disputes CASCADE');
    await db.query(STORE, [JSON.stringify(given.map(columnsOf))]);
  });
