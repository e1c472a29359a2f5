import { byKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { FactProperty } from './property.entity';
import { UnitRow } from './unit.entity';

export const createPropertyLoaders = (db: EntityManager) => ({
  propertyByKey: byKey(
    (keys: readonly string[]) => db.findBy(FactProperty, { key: In([...keys]) }),
    (property) => property.key,
  ),
  unitByCode: byKey(
    (codes: readonly string[]) => db.findBy(UnitRow, { code: In([...codes]) }),
    (unit) => unit.code,
  ),
});

export type PropertyLoaders = ReturnType<typeof createPropertyLoaders>;
