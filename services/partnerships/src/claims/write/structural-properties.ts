import type { NewProperty, NewUnit } from '../../property/property.store';

/** Units of the properties below. Existing ones are kept. */
export const STRUCTURAL_UNITS: readonly NewUnit[] = [
  { code: 'participant', labels: { fr: 'participant', en: 'participant' } },
];

/** Properties of the facts that people, partnerships and programmes of a file imply. Existing definitions are kept. */
export const STRUCTURAL_PROPERTIES: readonly NewProperty[] = [
  {
    key: 'affiliation',
    labels: { fr: 'Fonction', en: 'Affiliation' },
    definition: {
      fr: 'Organisation où la personne exerce ou a exercé une fonction.',
      en: 'Organisation in which the person holds or held a role.',
    },
    valueKind: 'ENTITY',
  },
  {
    key: 'participation',
    labels: { fr: 'Participation', en: 'Participation' },
    definition: {
      fr: 'Organisation qui prend part au partenariat ou au programme.',
      en: 'Organisation that takes part in the partnership or programme.',
    },
    valueKind: 'ENTITY',
  },
  {
    key: 'collective_participation',
    labels: { fr: 'Participation collective', en: 'Collective participation' },
    definition: {
      fr: 'Participants au partenariat ou au programme dont aucun n’est nommé.',
      en: 'Participants in the partnership or programme that are counted but not named.',
    },
    valueKind: 'QUANTITY',
    unit: 'participant',
  },
  {
    key: 'axis',
    labels: { fr: 'Axe', en: 'Axis' },
    definition: { fr: 'Ligne de travail du programme.', en: 'Line of work of the programme.' },
    valueKind: 'TEXT',
  },
  {
    key: 'criterion',
    labels: { fr: 'Critère', en: 'Criterion' },
    definition: { fr: 'Condition que le programme doit remplir.', en: 'Condition that the programme has to meet.' },
    valueKind: 'TEXT',
  },
];
