import { authorise, type Identity, UserError, UserErrorCode } from '@wizness/kernel';
import { fixedErrors, labelErrors, missingErrors, textErrors, textsOf } from './check-vocabulary';
import type { PropertyLoaders } from './property.loader';
import { InvalidProperty, type NewProperty, type PropertyStore } from './property.store';
import { unitOf } from './property.types';
import type { SavePropertyInput, SavePropertyPayload, SaveUnitInput, SaveUnitPayload } from './vocabulary-input.types';

const { INVALID, NOT_FOUND, TOO_LONG } = UserErrorCode;
const KEY = /^[a-z][a-z0-9_]{0,79}$/;
const CODE = /^[\p{L}\p{N}%°/._-]{1,50}$/u;

/** What editors may do with the vocabulary. Every command throws UNAUTHENTICATED or FORBIDDEN. */
export class VocabularyCommands {
  constructor(
    private readonly identity: Identity,
    private readonly store: PropertyStore,
    private readonly loaders: PropertyLoaders,
  ) {}

  /** Creates or changes a property. The kind of its values and its unit cannot change. */
  async saveProperty(input: SavePropertyInput): Promise<SavePropertyPayload> {
    authorise(this.identity, 'DEFINE_VOCABULARY');
    const { key, labels, definitions, valueKind, unit, per, higherIsBetter, additive, accumulates } = input;
    const stored = await this.loaders.propertyByKey.load(key);
    const userErrors = [
      ...(KEY.test(key) ? [] : [new UserError(INVALID, 'A key has a to z, digits and `_` only.', ['key'])]),
      ...labelErrors(labels, !stored),
      ...textErrors('definitions', definitions),
      ...(stored
        ? fixedErrors({ valueKind: [stored.valueKind, valueKind], unit: [stored.unitCode, unit] })
        : missingErrors({ valueKind, additive })),
      ...((per?.length ?? 0) > 10 ? [new UserError(TOO_LONG, 'Give at most 10 units.', ['per'])] : []),
      ...(await this.unknownUnits('unit', unit == null ? [] : [unit])),
      ...(await this.unknownUnits('per', per?.slice(0, 10) ?? [])),
    ];
    if (userErrors.length > 0) return { property: null, userErrors };
    const kind = stored?.valueKind ?? valueKind ?? 'TEXT';
    const property: NewProperty = {
      key,
      labels: labels ? textsOf(labels) : (stored?.labels ?? {}),
      definition: definitions ? textsOf(definitions) : (stored?.definitions ?? {}),
      valueKind: kind,
      unit: stored?.unitCode ?? unit ?? null,
      per: per ?? stored?.per ?? [],
      higherIsBetter: higherIsBetter === undefined ? (stored?.higherIsBetter ?? null) : higherIsBetter,
      additive: additive ?? stored?.additive ?? false,
      accumulates: accumulates ?? stored?.accumulates ?? false,
    };
    try {
      await this.store.saveProperty(property);
    } catch (error) {
      if (!(error instanceof InvalidProperty)) throw error;
      return { property: null, userErrors: [new UserError(INVALID, error.message, ['unit'])] };
    }
    return { property: await this.loaders.propertyByKey.load(key), userErrors: [] };
  }

  /** Creates or changes a unit. Its dimension cannot change. */
  async saveUnit({ code, labels, dimension, factor }: SaveUnitInput): Promise<SaveUnitPayload> {
    authorise(this.identity, 'DEFINE_VOCABULARY');
    const stored = await this.loaders.unitByCode.load(code);
    const isPositive = factor == null || /[1-9]/.test(factor.replace(/^-.*/, ''));
    const userErrors = [
      ...(CODE.test(code) ? [] : [new UserError(INVALID, 'A code has 1 to 50 letters, digits or %°/._-', ['code'])]),
      ...labelErrors(labels, !stored),
      ...(stored ? fixedErrors({ dimension: [stored.dimension, dimension] }) : missingErrors({ dimension })),
      ...(dimension != null && !CODE.test(dimension)
        ? [new UserError(INVALID, 'A dimension has 1 to 50 letters, digits or %°/._-', ['dimension'])]
        : []),
      ...(isPositive ? [] : [new UserError(INVALID, 'A factor is more than 0.', ['factor'])]),
    ];
    if (userErrors.length > 0) return { unit: null, userErrors };
    await this.store.saveUnit({
      code,
      labels: labels ? textsOf(labels) : (stored?.labels ?? {}),
      dimension: stored?.dimension ?? dimension ?? code,
      factor: factor === undefined ? (stored?.factor ?? null) : factor,
    });
    const saved = await this.loaders.unitByCode.load(code);
    return { unit: saved && unitOf(saved), userErrors: [] };
  }

  private async unknownUnits(field: string, codes: readonly string[]): Promise<UserError[]> {
    const { units } = await this.loaders.vocabulary();
    return codes
      .filter((code) => !units.some((unit) => unit.code === code))
      .map((code) => new UserError(NOT_FOUND, `There is no unit "${code}". Save it first.`, [field]));
  }
}
