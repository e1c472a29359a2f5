import { CodedError, nearestTexts, type TextByLanguage } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { wordsOf } from '../subject/words-of';
import { inOneTransaction } from '../subject/registration-lock';
import { FactProperty } from './property.entity';
import type { FactValueKind } from './property.enums';
import type { PropertyLoaders } from './property.loader';
import { UnitRow } from './unit.entity';

export interface NewUnit {
  readonly code: string;
  readonly labels: TextByLanguage;
  /** Defaults to a dimension of its own, whose base unit it is. */
  readonly dimension?: string;
  /** Number of base units of the dimension, as a decimal. Null or absent with `dimension`: no conversion. */
  readonly factor?: string | null;
}

export interface NewProperty {
  readonly key: string;
  readonly labels: TextByLanguage;
  readonly definition?: TextByLanguage;
  readonly valueKind: `${FactValueKind}`;
  /** Code of a unit. Required for QUANTITY, not allowed for other kinds. */
  readonly unit?: string | null;
  /** Codes of the units that a quantity is divided by, such as `year`. Defaults to none. */
  readonly per?: readonly string[];
  readonly higherIsBetter?: boolean | null;
  /** Whether values of several subjects may be added. Defaults to no. */
  readonly additive?: boolean;
  /** Whether values of several periods may be added. Defaults to no. */
  readonly accumulates?: boolean;
}

export interface Vocabulary {
  readonly units?: readonly NewUnit[];
  readonly properties?: readonly NewProperty[];
}

/** The definition of a property or unit is invalid, or differs from the one that exists. The message says why. */
export class InvalidProperty extends CodedError {
  readonly code = 'INVALID_PROPERTY';

  constructor(
    readonly key: string,
    reason: string,
    what: 'property' | 'unit' = 'property',
  ) {
    super(`The ${what} "${key}" is invalid: ${reason}.`);
  }
}

const toUnitRow = ({ code, labels, dimension, factor }: NewUnit): UnitRow => ({
  code,
  labels,
  words: wordsOf(Object.values(labels)),
  dimension: dimension ?? code,
  factor: factor ?? (dimension === undefined ? '1' : null),
});

const toRow = (property: NewProperty): FactProperty => {
  const { key, labels, definition = {}, unit = null, per = [], higherIsBetter = null } = property;
  const { additive = false, accumulates = false } = property;
  if ((property.valueKind === 'QUANTITY') !== (unit !== null)) {
    throw new InvalidProperty(key, 'a QUANTITY needs a unit (`1` for a share), and other kinds must not have one');
  }
  return {
    key,
    labels,
    words: wordsOf(Object.values(labels)),
    definitions: definition,
    valueKind: property.valueKind as FactValueKind,
    unitCode: unit,
    per: [...per],
    higherIsBetter,
    additive,
    accumulates,
  };
};

/** Throws {@link InvalidProperty} if a stored row has another kind of value, unit or dimension than the given one. */
const refuseOther = (stored: FactProperty | UnitRow, given: FactProperty | UnitRow): void => {
  if ('code' in stored && 'code' in given) {
    if (stored.dimension === given.dimension) return;
    const reason = `it exists with the dimension "${stored.dimension}", not "${given.dimension}"; give another code`;
    throw new InvalidProperty(stored.code, reason, 'unit');
  }
  if (!('key' in stored && 'key' in given)) return;
  if (stored.valueKind === given.valueKind && stored.unitCode === given.unitCode) return;
  const described = ({ valueKind, unitCode }: FactProperty) => `${valueKind}${unitCode ? ` in "${unitCode}"` : ''}`;
  throw new InvalidProperty(
    stored.key,
    `it exists with values of the kind ${described(stored)}, not ${described(given)}; give another key`,
  );
};

/** Throws {@link InvalidProperty} if the unit of a property, or one that it counts per, is not among the codes. */
const refuseUnknownUnits = ({ key, unitCode, per }: FactProperty, codes: readonly string[]): void => {
  const unknown = [unitCode, ...per].find((code) => code !== null && !codes.includes(code));
  if (unknown == null) return;
  const nearest = nearestTexts(unknown, codes, 3).join(', ');
  throw new InvalidProperty(
    key,
    `there is no unit "${unknown}": define it too, or use an existing one, such as ${nearest}`,
  );
};

export class PropertyStore {
  constructor(
    private readonly db: EntityManager,
    private readonly loaders: PropertyLoaders,
  ) {}

  /**
   * Creates those of the units and properties that do not exist yet. Existing ones stay as they are, because editors may
   * have changed their labels. Throws {@link InvalidProperty} if a definition is invalid, or if one exists with another
   * kind of value, unit or dimension.
   */
  async defineMissing({ units = [], properties = [] }: Vocabulary): Promise<void> {
    await inOneTransaction(this.db, async (tx) => {
      const known = await this.loaders.vocabulary();
      const storedUnits = new Map(known.units.map((unit) => [unit.code, unit]));
      const stored = new Map(known.properties.map((property) => [property.key, property]));
      const [unitRows, rows] = [units.map(toUnitRow), properties.map(toRow)];
      for (const row of unitRows) refuseOther(storedUnits.get(row.code) ?? row, row);
      for (const row of rows) refuseOther(stored.get(row.key) ?? row, row);
      const codes = [...storedUnits.keys(), ...unitRows.map(({ code }) => code)];
      for (const row of rows) refuseUnknownUnits(row, codes);
      for (const [entity, missing] of [
        [UnitRow, unitRows.filter(({ code }) => !storedUnits.has(code))],
        [FactProperty, rows.filter(({ key }) => !stored.has(key))],
      ] as const) {
        if (missing.length > 0)
          await tx.createQueryBuilder().insert().into(entity).values(missing).orIgnore().execute();
      }
    });
    this.loaders.clearVocabulary();
  }

  /** Creates or replaces one property. The caller has checked it. Throws {@link InvalidProperty}. */
  async saveProperty(property: NewProperty): Promise<void> {
    await this.db.upsert(FactProperty, toRow(property), ['key']);
    this.loaders.clearVocabulary();
  }

  /** Creates or replaces one unit. The caller has checked it. */
  async saveUnit(unit: NewUnit): Promise<void> {
    await this.db.upsert(UnitRow, toUnitRow(unit), ['code']);
    this.loaders.clearVocabulary();
  }
}
