import { byKey, rowsByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { FactProperty } from './property.entity';
import { type Unit, unitOf } from './property.types';
import { UnitRow } from './unit.entity';
import { listProperties, listUnits } from './vocabulary-list';
import type { PropertiesArguments, UnitsArguments } from './vocabulary-list.types';

/** Every property and unit. */
export interface KnownVocabulary {
  readonly properties: readonly FactProperty[];
  readonly units: readonly UnitRow[];
}

const readVocabulary = async (db: EntityManager): Promise<KnownVocabulary> => ({
  properties: await db.find(FactProperty, { order: { key: 'ASC' } }),
  units: await db.find(UnitRow, { order: { code: 'ASC' } }),
});

export const createPropertyLoaders = (db: EntityManager) => {
  let vocabulary: Promise<KnownVocabulary> | null = null;
  const unitByCode = byKey(rowsByKey(db, UnitRow, 'code'), (unit) => unit.code);
  const propertyByKey = byKey(rowsByKey(db, FactProperty, 'key'), (property) => property.key);
  return {
    unitByCode,
    propertyByKey,
    listProperties: (args: PropertiesArguments) => listProperties(db, args),
    listUnits: (args: UnitsArguments) => listUnits(db, args),
    /** The whole vocabulary, to check arguments against. Read once. */
    vocabulary: (): Promise<KnownVocabulary> => (vocabulary ??= readVocabulary(db)),
    /** To be called after a change. */
    clearVocabulary: (): void => {
      vocabulary = null;
      unitByCode.clearAll();
      propertyByKey.clearAll();
    },
    /** The unit of a property's quantities. Null for a property of another kind. */
    unitOfProperty: async (property: FactProperty): Promise<Unit | null> => {
      const unit = property.unitCode && (await unitByCode.load(property.unitCode));
      return unit ? unitOf(unit, property) : null;
    },
  };
};

export type PropertyLoaders = ReturnType<typeof createPropertyLoaders>;
