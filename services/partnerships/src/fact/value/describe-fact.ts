import { enumLabels, primarySubtag, textIn } from '@wizness/kernel';
import type { PartnershipsLoaders } from '../../context';
import type { Fact } from '../fact.entity';
import { FactMeasure } from '../fact.enums';

type Loaders = Pick<PartnershipsLoaders, 'nameOf' | 'propertyByKey' | 'subjectById' | 'unitByCode'>;

const YES = { fr: 'oui', en: 'yes' };
const NO = { fr: 'non', en: 'no' };

/** What the property alone says already. */
const PLAIN: readonly FactMeasure[] = [FactMeasure.ACTUAL, FactMeasure.STATEMENT];

/** The label of a value of an enum; the value itself if it has none. */
export const enumLabel = (name: string, value: string, languages: readonly string[]): string =>
  textIn({ ...enumLabels[name]?.[value] }, languages) ?? value;

/** "Yes" or "no" in the first of `languages` that has it. */
export const yesOrNo = (value: boolean, languages: readonly string[]): string =>
  textIn(value ? YES : NO, languages) ?? (value ? YES : NO).en;

const quantityOf = ({ amount, lower, upper }: Fact): string =>
  amount ?? (lower === null ? `≤ ${upper}` : upper === null ? `≥ ${lower}` : `${lower}–${upper}`);

const nameOfSubject = async (id: string, languages: readonly string[], loaders: Loaders): Promise<string> => {
  const subject = await loaders.subjectById.load(id);
  return subject ? loaders.nameOf(subject, languages) : id;
};

/** The value of a fact in words. What the source does not state is said so. */
export const describeValue = async (fact: Fact, languages: readonly string[], loaders: Loaders): Promise<string> => {
  if (fact.unitCode !== null) {
    const unit = await loaders.unitByCode.load(fact.unitCode);
    // A share has no unit to name.
    const label = fact.unitCode === '1' ? null : (textIn(unit?.labels ?? {}, languages) ?? fact.unitCode);
    return [quantityOf(fact), label].filter((part) => part !== null).join(' ');
  }
  if (fact.dateValue !== null) return fact.dateValue.edtf;
  if (fact.textValue !== null) return fact.textValue;
  if (fact.entityId !== null) return nameOfSubject(fact.entityId, languages, loaders);
  if (fact.booleanValue !== null) return yesOrNo(fact.booleanValue, languages);
  return enumLabel('ValuePresence', fact.presence, languages);
};

/** One sentence that states a fact: subject, property, measure unless it is plain, and value. */
export const describeFact = async (fact: Fact, languages: readonly string[], loaders: Loaders): Promise<string> => {
  const property = await loaders.propertyByKey.load(fact.propertyKey);
  const label = textIn(property?.labels ?? {}, languages) ?? fact.propertyKey;
  const measure = PLAIN.includes(fact.measure) ? '' : ` (${enumLabel('FactMeasure', fact.measure, languages)})`;
  const subject = await nameOfSubject(fact.subjectId, languages, loaders);
  const colon = primarySubtag(languages[0] ?? '') === 'fr' ? ' : ' : ': ';
  return `${subject}${colon}${label}${measure}${colon}${await describeValue(fact, languages, loaders)}.`;
};
