import type { EnumLabels } from './enum-labels.types';

/** Labels of the enums that several subgraphs declare. */
export const sharedLabels = {
  DatePrecision: {
    DAY: { fr: 'Jour', en: 'Day' },
    MONTH: { fr: 'Mois', en: 'Month' },
    QUARTER: { fr: 'Trimestre', en: 'Quarter' },
    YEAR: { fr: 'Année', en: 'Year' },
    DECADE: { fr: 'Décennie', en: 'Decade' },
    UNKNOWN: { fr: 'Inconnue', en: 'Unknown' },
  },
  TextOrigin: {
    ORIGINAL: { fr: 'Version originale', en: 'Original' },
    HUMAN_TRANSLATION: { fr: 'Traduction humaine', en: 'Human translation' },
    MACHINE_TRANSLATION: { fr: 'Traduction automatique', en: 'Machine translation' },
  },
  UserErrorCode: {
    REQUIRED: { fr: 'Obligatoire', en: 'Required' },
    INVALID: { fr: 'Non valable', en: 'Invalid' },
    TOO_SHORT: { fr: 'Trop court', en: 'Too short' },
    TOO_LONG: { fr: 'Trop long', en: 'Too long' },
    NOT_FOUND: { fr: 'Introuvable', en: 'Not found' },
    ALREADY_EXISTS: { fr: 'Existe déjà', en: 'Already exists' },
    CONFLICT: { fr: 'Contradiction', en: 'Conflict' },
    STALE_VERSION: { fr: 'Modifié entre-temps', en: 'Changed in the meantime' },
    FORBIDDEN: { fr: 'Interdit', en: 'Forbidden' },
    RATE_LIMITED: { fr: 'Trop de tentatives', en: 'Too many attempts' },
    LOCKED: { fr: 'Verrouillé', en: 'Locked' },
    EXPIRED: { fr: 'Expiré', en: 'Expired' },
    UNSUPPORTED: { fr: 'Non pris en charge', en: 'Unsupported' },
  },
  JobStatus: {
    QUEUED: { fr: 'En attente', en: 'Queued' },
    RUNNING: { fr: 'En cours', en: 'Running' },
    FAILED: { fr: 'Échoué', en: 'Failed' },
    SUCCEEDED: { fr: 'Terminé', en: 'Succeeded' },
    EXPIRED: { fr: 'Expiré', en: 'Expired' },
  },
  FlagReason: {
    SPAM: { fr: 'Publicité ou répétition', en: 'Advertising or repetition' },
    ABUSE: { fr: 'Insulte, menace ou harcèlement', en: 'Insult, threat or harassment' },
    OFF_TOPIC: { fr: 'Hors sujet', en: 'Off topic' },
    CONFLICT_OF_INTEREST: { fr: 'Conflit d’intérêts', en: 'Conflict of interest' },
    PRIVACY: { fr: 'Données personnelles', en: 'Personal data' },
    ILLEGAL: { fr: 'Contraire à la loi', en: 'Against the law' },
    OTHER: { fr: 'Autre raison', en: 'Other reason' },
  },
  DecisionGround: {
    RULES: { fr: 'Règles de la communauté', en: 'Rules of the community' },
    LAW: { fr: 'Loi', en: 'Law' },
  },
  DecisionOrigin: {
    REPORT: { fr: 'Signalement', en: 'Report' },
    OWN_CHECK: { fr: 'Vérification des modérateurs', en: 'Check by the moderators' },
    AUTHORITY: { fr: 'Injonction d’une autorité', en: 'Order of an authority' },
  },
  ModerationStatus: {
    VISIBLE: { fr: 'Visible', en: 'Visible' },
    PENDING: { fr: 'En attente', en: 'Pending' },
    HIDDEN: { fr: 'Masqué', en: 'Hidden' },
    REMOVED: { fr: 'Supprimé', en: 'Removed' },
  },
  Wording: {
    SOURCE: { fr: 'Mots de la source', en: 'Words of the source' },
    REVIEWER: { fr: 'Mots du relecteur', en: 'Words of a reviewer' },
  },
} satisfies EnumLabels;
