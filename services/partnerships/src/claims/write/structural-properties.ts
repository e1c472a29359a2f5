import type { NewProperty } from '../../property/property.store';

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
