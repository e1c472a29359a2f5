import type { UnitRow } from '../../property/unit.entity';

/** Codes of the units that quantities can be converted to `unit` from, itself included. */
export const convertibleUnits = (unit: string, units: readonly UnitRow[]): string[] => {
  const wanted = units.find(({ code }) => code === unit);
  if (wanted?.factor == null) return [unit];
  return units
    .filter(({ dimension, factor }) => dimension === wanted.dimension && factor !== null)
    .map(({ code }) => code);
};

/** Number of base units in `unit`. Null if it cannot be converted. */
export const factorOf = (unit: string | null | undefined, units: readonly UnitRow[]): string | null =>
  units.find(({ code }) => code === unit)?.factor ?? null;

/** SQL of the number of base units in the unit of `fact`. */
export const FACTOR_OF_FACT = '(SELECT of_fact.factor FROM units of_fact WHERE of_fact.code = fact.unit_code)';
