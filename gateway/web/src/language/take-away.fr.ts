import type { takeAwayTexts as en } from './take-away.en';

/** What the explorer says about taking things away, in French. */
export const takeAwayTexts: typeof en = {
  takeAway: {
    title: 'Emporter cette vue',
    link: 'Copier le lien',
    graphql: 'Copier en GraphQL',
    embed: 'Copier le code à intégrer',
    svg: 'Enregistrer l’image en SVG',
    png: 'Enregistrer l’image en PNG',
    whole: 'Toutes les lignes dans un fichier :',
    source: 'Tiré de Wizness Graph :',
    open: 'ouvrir la vue entière',
  },
};
