import type { Vocabulary } from '@wizness/partnerships';
import type { Choices } from './choices';
import type { Property } from './fact-values';
import type { Subjects } from './subjects';

/** What a document claims, in one or more versions. */
export interface Claim {
  readonly subjectId: string;
  readonly property: Property;
  readonly measure: string;
  /** The organisation that takes part, or at which a person works. Null for all other claims. */
  readonly organisationId: string | null;
}

const MEASURES = ['ACTUAL', 'ACTUAL', 'ACTUAL', 'TARGET', 'BASELINE', 'ESTIMATE'];
const PARTICIPANTS = 3;

const propertyNamed = (properties: readonly Property[], key: string): Property => {
  const property = properties.find((each) => each.key === key);
  if (!property) throw new Error(`The vocabulary has no property "${key}".`);
  return property;
};

/** `count` claims, or more if there are more participations and affiliations. A few subjects have most of them. */
export const chooseClaims = (
  choices: Choices,
  { organisations, programmes, partnerships, people }: Subjects,
  { properties = [] }: Vocabulary,
  count: number,
): Claim[] => {
  const one = (of: readonly { readonly id: string }[]): string => of[choices.powerLaw(of.length)]?.id ?? '';
  const stating = (key: string, subjectId: string): Claim => ({
    subjectId,
    property: propertyNamed(properties, key),
    measure: 'STATEMENT',
    organisationId: one(organisations),
  });
  const participations = [...programmes, ...partnerships].flatMap(({ id }) =>
    Array.from({ length: PARTICIPANTS }, () => stating('participation', id)),
  );
  const affiliations = people.map(({ id }) => stating('affiliation', id));
  const quantities = properties.filter(({ valueKind }) => valueKind === 'QUANTITY');
  const others = properties.filter(({ valueKind }) => valueKind !== 'QUANTITY' && valueKind !== 'ENTITY');
  const rest = Math.max(0, count - participations.length - affiliations.length);
  const claims = Array.from({ length: rest }, (): Claim => {
    const property = choices.pick(choices.happens(0.5) ? quantities : others);
    const kind = choices.fraction();
    return {
      subjectId: one(kind < 0.6 ? organisations : kind < 0.9 ? programmes : partnerships),
      property,
      measure: property.valueKind === 'QUANTITY' ? choices.pick(MEASURES) : 'STATEMENT',
      organisationId: null,
    };
  });
  return [...participations, ...affiliations, ...claims];
};
