import type { EnumLabels } from './enum-labels.types';

/** Labels of the enums of membership. */
export const membershipLabels = {
  Role: {
    MEMBER: { fr: 'Membre', en: 'Member' },
    EDITOR: { fr: 'Éditeur', en: 'Editor' },
    MODERATOR: { fr: 'Modérateur', en: 'Moderator' },
    ANALYST: { fr: 'Analyste', en: 'Analyst' },
    ADMIN: { fr: 'Administrateur', en: 'Administrator' },
  },
  Scope: {
    POSTS_READ: { fr: 'Lire les publications', en: 'Read posts' },
    POSTS_WRITE: { fr: 'Publier', en: 'Write posts' },
    COMMENTS_WRITE: { fr: 'Commenter', en: 'Write comments' },
    RATINGS_WRITE: { fr: 'Noter', en: 'Rate' },
    FACTS_READ: { fr: 'Lire les faits', en: 'Read facts' },
    FACTS_WRITE: { fr: 'Enregistrer des faits', en: 'Write facts' },
    EXPORTS_READ: { fr: 'Exporter', en: 'Export' },
    WEBHOOKS_MANAGE: { fr: 'Gérer les webhooks', en: 'Manage webhooks' },
    PROFILE_READ: { fr: 'Lire le profil', en: 'Read the profile' },
  },
  ErasureMode: {
    ANONYMISE_CONTENT: { fr: 'Rendre les contenus anonymes', en: 'Anonymise content' },
    DELETE_CONTENT: { fr: 'Supprimer les contenus', en: 'Delete content' },
  },
  NotificationKind: {
    MENTION: { fr: 'Mention', en: 'Mention' },
    REPLY: { fr: 'Réponse', en: 'Reply' },
    CONTRIBUTION: { fr: 'Contribution', en: 'Contribution' },
    EVENT: { fr: 'Événement', en: 'Event' },
    MODERATION: { fr: 'Modération', en: 'Moderation' },
    RATING: { fr: 'Note', en: 'Rating' },
    HELPFUL: { fr: 'Avis utile', en: 'Helpful review' },
    FOLLOW: { fr: 'Abonnement', en: 'Follow' },
  },
  MemberOrder: {
    NAME: { fr: 'Par nom', en: 'By name' },
    NEWEST: { fr: 'Les derniers inscrits d’abord', en: 'Newest first' },
  },
  ModerationCaseStatus: {
    OPEN: { fr: 'À traiter', en: 'Open' },
    DECIDED: { fr: 'Décidé', en: 'Decided' },
    APPEALED: { fr: 'En recours', en: 'Appealed' },
    CLOSED: { fr: 'Clos', en: 'Closed' },
  },
  ModerationAction: {
    DISMISS: { fr: 'Signalements rejetés', en: 'Reports dismissed' },
    HIDE: { fr: 'Masqué', en: 'Hidden' },
    RESTORE: { fr: 'De nouveau visible', en: 'Shown again' },
    REMOVE: { fr: 'Supprimé', en: 'Removed' },
    SUSPEND: { fr: 'Suspendu', en: 'Suspended' },
    REINSTATE: { fr: 'Suspension levée', en: 'Suspension lifted' },
  },
  ModerationCaseOrder: {
    OLDEST: { fr: 'Les plus anciens d’abord', en: 'Oldest first' },
    NEWEST: { fr: 'Les plus récents d’abord', en: 'Newest first' },
    MOST_FLAGS: { fr: 'Les plus signalés d’abord', en: 'Most reports first' },
  },
} satisfies EnumLabels;
