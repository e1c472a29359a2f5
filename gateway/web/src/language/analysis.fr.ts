import type { analysisTexts as en } from './analysis.en';

/** What the explorer says about sums and timelines, in French. */
export const analysisTexts: typeof en = {
  sums: {
    title: 'Sommes',
    lead: 'Les chiffres additionnés quand on peut le faire. Un objectif n’est jamais ajouté à un résultat, et ce qui est écarté est nommé avec sa raison. Les affirmations ne sont pas des chiffres : choisissez-les pour les voir.',
    by: 'Grouper par',
    order: 'Ordre des groupes',
    count: (count) => `${count} groupes`,
    leftOut: (count) => `${count} faits de cette page sont écartés`,
    leftOutFact: (number) => `Fait écarté ${number}`,
    ofGroup: (count) => (count < 2 ? 'fait de ce groupe' : 'faits de ce groupe'),
    notAdded: 'pas additionné',
    table: 'Groupes de faits avec leurs sommes, et ce qui est écarté',
    columns: {
      sum: 'Somme',
      range: 'Minimum–maximum',
      median: 'Médiane',
      count: 'Faits',
      sources: 'Sources indépendantes',
      excluded: 'Écartés',
    },
    link: 'Additionner ces faits',
  },
  timeline: {
    title: 'Ce qui s’est passé, et quand',
    summary: (dated, undated) =>
      `${dated < 2 ? `${dated} fait daté` : `${dated} faits datés`}${undated === 0 ? '' : ` ; ${undated} autres sont sans date`}.`,
    first: (count) => `Les ${count} premiers sont montrés.`,
    list: 'En liste',
    columns: { when: 'Quand', what: 'Quoi' },
  },
};
