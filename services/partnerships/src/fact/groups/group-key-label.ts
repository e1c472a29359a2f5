import { enumLabels, primarySubtag, textIn } from '@wizness/kernel';
import type { PartnershipsLoaders } from '../../context';
import { FactGroupKey } from './fact-group.enums';
import type { GroupKey } from './fact-group.types';

type Loaders = Pick<PartnershipsLoaders, 'nameOf' | 'propertyByKey' | 'sourceById' | 'subjectById' | 'unitByCode'>;

const NONE = { fr: 'Non précisé', en: 'Not stated' };

/** The enum that each of these keys is a value of. */
const ENUMS: Partial<Record<FactGroupKey, string>> = {
  SUBJECT_KIND: 'FactSubjectKind',
  MEASURE: 'FactMeasure',
  STATUS: 'FactStatus',
  CONFIDENCE: 'Confidence',
  ISSUE: 'DataIssueCode',
};

const countryName = (code: string, languages: readonly string[]): string =>
  new Intl.DisplayNames([...languages], { type: 'region', fallback: 'code' }).of(code) ?? code;

const monthName = (month: string, languages: readonly string[]): string =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString(primarySubtag(languages[0] ?? 'fr'), {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });

/** The value of a key for readers of the first of these languages that has a label. The value itself if none has. */
export const labelOfKey = async (
  { key, value }: GroupKey,
  languages: readonly string[],
  loaders: Loaders,
): Promise<string> => {
  if (value === null) return textIn(NONE, languages) ?? NONE.en;
  const labels = enumLabels[ENUMS[key] ?? '']?.[value];
  if (labels) return textIn({ ...labels }, languages) ?? value;
  switch (key) {
    case FactGroupKey.SUBJECT: {
      const subject = await loaders.subjectById.load(value);
      return subject ? loaders.nameOf(subject, languages) : value;
    }
    case FactGroupKey.PROPERTY:
      return textIn((await loaders.propertyByKey.load(value))?.labels ?? {}, languages) ?? value;
    case FactGroupKey.UNIT:
      return textIn((await loaders.unitByCode.load(value))?.labels ?? {}, languages) ?? value;
    case FactGroupKey.SOURCE:
      return (await loaders.sourceById.load(value))?.title ?? value;
    case FactGroupKey.COUNTRY:
      return countryName(value, languages);
    case FactGroupKey.RECORDED_MONTH:
      return monthName(value, languages);
    default:
      return value;
  }
};
