import {
  type Connection,
  checkKnown,
  checkList,
  checkSearchText,
  escapeLike,
  fetchPage,
  matchKey,
  type Order,
  type PageArguments,
  readPage,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { FactProperty } from './property.entity';
import type { Unit } from './property.types';
import { unitOf } from './property.types';
import { UnitRow } from './unit.entity';
import { type PropertiesArguments, type UnitsArguments, VocabularyOrder } from './vocabulary-list.types';

/** What differs between the lists of properties and units. */
interface Listed<Row> {
  readonly entity: new () => Row;
  readonly what: string;
  readonly list: string;
  /** Column of the key, and field of the filter with several of them. */
  readonly key: 'key' | 'code';
  readonly field: 'keys' | 'codes';
}

interface ListArguments extends PageArguments {
  readonly given?: readonly string[] | null;
  readonly text?: string | null;
  readonly orderBy?: VocabularyOrder | null;
}

const orderOf = ({ list, key }: Listed<unknown>, order: VocabularyOrder): Order => {
  const unique = { sql: `listed.${key}`, type: 'text' } as const;
  const label = { sql: `lower(coalesce(listed.labels ->> 'fr', listed.${key}))`, type: 'text' } as const;
  const keys = order === VocabularyOrder.LABEL ? [label, unique] : [unique];
  return { name: `${list} ${order}`, direction: 'ASC', keys };
};

const listOf = async <Row extends object>(
  db: EntityManager,
  listed: Listed<Row>,
  { given, text, orderBy, ...page }: ListArguments,
): Promise<Connection<Row>> => {
  const { entity, what, list, key, field } = listed;
  const query = db.createQueryBuilder(entity, 'listed').where('TRUE');
  if (given) {
    const argument = ['filter', field];
    const rows = await db.createQueryBuilder(entity, 'listed').getMany();
    const known = rows.map((row) => String((row as Record<string, unknown>)[key]));
    checkKnown({ what, argument, given: checkList(given, argument), known, list });
    query.andWhere(`listed.${key} = ANY(:given)`, { given });
  }
  if (text) {
    const words = matchKey(checkSearchText(text, ['filter', 'text']));
    query.andWhere('listed.words LIKE :text', { text: `%${escapeLike(words)}%` });
  }
  const order = orderOf(listed, orderBy ?? VocabularyOrder.KEY);
  return fetchPage(query, order, readPage(page, order));
};

const PROPERTIES = {
  entity: FactProperty,
  what: 'property',
  list: 'properties',
  key: 'key',
  field: 'keys',
} as const;
const UNITS = { entity: UnitRow, what: 'unit', list: 'units', key: 'code', field: 'codes' } as const;

export const listProperties = (
  db: EntityManager,
  { filter, ...args }: PropertiesArguments,
): Promise<Connection<FactProperty>> => listOf(db, PROPERTIES, { given: filter?.keys, text: filter?.text, ...args });

export const listUnits = async (db: EntityManager, { filter, ...args }: UnitsArguments): Promise<Connection<Unit>> =>
  (await listOf(db, UNITS, { given: filter?.codes, text: filter?.text, ...args })).map((row) => unitOf(row));
