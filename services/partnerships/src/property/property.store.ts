import { CodedError } from '@wizness/kernel';
import type { TextByLanguage } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { inOneTransaction } from '../subject/registration-lock';
import { FactProperty } from './property.entity';
import type { FactValueKind } from './property.enums';
import type { PropertyLoaders } from './property.loader';
import { type Unit, unitOf } from './property.types';
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
  /** Code of a unit; required for QUANTITY. */
  readonly unit?: string | null;
  readonly per?: readonly string[];
  readonly higherIsBetter?: boolean | null;
  readonly additive?: boolean;
}

export interface Vocabulary {
  readonly units?: readonly NewUnit[];
  readonly properties?: readonly NewProperty[];
}

/** A property can not be kept as it was given. The message says why. */
export class InvalidProperty extends CodedError {
  readonly code = 'INVALID_PROPERTY';

  constructor(key: string, reason: string) {
    super(`The property "${key}" can not be kept: ${reason}.`);
  }
}

const toRow = (property: NewProperty) => {
  const { key, labels, definition = {}, unit = null, per = [], higherIsBetter = null, additive = false } = property;
  if ((property.valueKind === 'QUANTITY') !== (unit !== null)) {
    throw new InvalidProperty(key, 'a QUANTITY needs a unit (`1` for a share), and nothing else has one');
  }
  const valueKind = property.valueKind as FactValueKind;
  return { key, labels, definitions: definition, valueKind, unitCode: unit, per: [...per], higherIsBetter, additive };
};

export class PropertyService {
  constructor(
    private readonly db: EntityManager,
    private readonly loaders: PropertyLoaders,
  ) {}

  /** By key. */
  list(): Promise<FactProperty[]> {
    return this.db.find(FactProperty, { order: { key: 'ASC' } });
  }

  async unitOf(property: FactProperty): Promise<Unit | null> {
    const unit = property.unitCode && (await this.loaders.unitByCode.load(property.unitCode));
    return unit ? unitOf(unit, property) : null;
  }

  /** Brings units and properties to exactly these definitions; those not named stay. Throws {@link InvalidProperty}. */
  async define({ units = [], properties = [] }: Vocabulary): Promise<void> {
    await inOneTransaction(this.db, async (tx) => {
      if (units.length > 0) await tx.upsert(UnitRow, [...units], ['code']);
      if (properties.length > 0) await tx.upsert(FactProperty, properties.map(toRow), ['key']);
    });
    this.loaders.unitByCode.clearAll();
    this.loaders.propertyByKey.clearAll();
  }

  /** Defines those of the properties that are not defined yet, and leaves the others as they are. */
  async defineMissing(properties: readonly NewProperty[]): Promise<void> {
    await this.db.createQueryBuilder().insert().into(FactProperty).values(properties.map(toRow)).orIgnore().execute();
    this.loaders.propertyByKey.clearAll();
  }
}
