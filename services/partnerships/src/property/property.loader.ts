import { byKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { FactProperty } from './property.entity';
import { type Unit, unitOf } from './property.types';
import { UnitRow } from './unit.entity';

export const createPropertyLoaders = (db: EntityManager) => {
  const unitByCode = byKey(
    (codes: readonly string[]) => db.findBy(UnitRow, { code: In([...codes]) }),
    (unit) => unit.code,
  );
  return {
    unitByCode,
    propertyByKey: byKey(
      (keys: readonly string[]) => db.findBy(FactProperty, { key: In([...keys]) }),
      (property) => property.key,
    ),
    /** All properties, sorted by key. */
    allProperties: (): Promise<FactProperty[]> => db.find(FactProperty, { order: { key: 'ASC' } }),
    /** The unit of a property's quantities. Null for a property of another kind. */
    unitOfProperty: async (property: FactProperty): Promise<Unit | null> => {
      const unit = property.unitCode && (await unitByCode.load(property.unitCode));
      return unit ? unitOf(unit, property) : null;
    },
  };
};

export type PropertyLoaders = ReturnType<typeof createPropertyLoaders>;
