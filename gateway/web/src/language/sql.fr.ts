import type { sqlTexts as en } from './sql.en';

/** What the explorer says about SQL, in French. */
export const sqlTexts: typeof en = {
  sql: {
    title: 'SQL sur les faits',
    lead: 'Les faits exportés forment la table facts de SQLite, dans votre navigateur. Rien de ce que vous écrivez n’est envoyé.',
    link: 'Interroger ces faits en SQL',
    needsScript:
      'Cette page a besoin de JavaScript. Sans lui, prenez les faits en fichier et interrogez-les avec vos outils.',
    statement: 'Requête',
    examples: { targets: 'Objectifs et réalisations', measures: 'Faits par mesure', doubts: 'Doutes sur les données' },
    run: 'Exécuter',
    stop: 'Arrêter',
    running: 'En cours …',
    own: 'Ou interroger votre propre fichier Parquet',
    opened: (rows) => `La table a ${rows} lignes.`,
    columns: (count) => `${count} colonnes`,
    notLoaded: 'Les faits n’ont pas pu être chargés. Réessayez dans un instant.',
    rows: (count, text) => (count <= 1 ? `${count} ligne` : `${text} lignes`),
    firstRows: (count) => `Les ${count} premières lignes`,
    saveCsv: 'Enregistrer les lignes en CSV',
  },
};
