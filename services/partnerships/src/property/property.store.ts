import { CodedError, type TextByLanguage } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { inOneTransaction } from '../subject/registration-lock';
import { FactProperty } from './property.entity';
import type { FactValueKind } from './property.enums';
import type { PropertyLoaders } from './property.loader';
import { UnitRow } from './unit.entity';

export interface NewUnit {
  readonly code: string;
  readonly labels: TextByLanguage;
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
  readonly additive?: boolean;
}

export interface Vocabulary {
  readonly units?: readonly NewUnit[];
  readonly properties?: readonly NewProperty[];
}

/** The definition of a property is invalid. The message says why. */
export class InvalidProperty extends CodedError {
  readonly code = 'INVALID_PROPERTY';

  constructor(key: string, reason: string) {
    super(`The property "${key}" is invalid: ${reason}.`);
  }
}

const toRow = (property: NewProperty) => {
  const { key, labels, definition = {}, unit = null, per = [], higherIsBetter = null, additive = false } = property;
  if ((property.valueKind === 'QUANTITY') !== (unit !== null)) {
    throw new InvalidProperty(key, 'a QUANTITY needs a unit (`1` for a share), and other kinds must not have one');
  }
  const valueKind = property.valueKind as FactValueKind;
  return { key, labels, definitions: definition, valueKind, unitCode: unit, per: [...per], higherIsBetter, additive };
};

export class PropertyStore {
  constructor(
    private readonly db: EntityManager,
    private readonly loaders: PropertyLoaders,
  ) {}

  /** Creates or replaces the given units and properties; others stay as they are. Throws {@link InvalidProperty}. */
  async define({ units = [], properties = [] }: Vocabulary): Promise<void> {
    await inOneTransaction(this.db, async (tx) => {
      if (units.length > 0) await tx.upsert(UnitRow, [...units], ['code']);
      if (properties.length > 0) await tx.upsert(FactProperty, properties.map(toRow), ['key']);
    });
    this.loaders.unitByCode.clearAll();
    this.loaders.propertyByKey.clearAll();
  }

  /** Creates those of the properties and units that do not exist yet. Existing ones stay as they are. */
  async defineMissing(properties: readonly NewProperty[], units: readonly NewUnit[] = []): Promise<void> {
    if (units.length > 0) {
      await this.db
        .createQueryBuilder()
        .insert()
        .into(UnitRow)
        .values([...units])
        .orIgnore()
        .execute();
    }
    await this.db.createQueryBuilder().insert().into(FactProperty).values(properties.map(toRow)).orIgnore().execute();
    this.loaders.propertyByKey.clearAll();
  }
}
