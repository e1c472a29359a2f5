import type { EnumLabels } from './enum-labels.types';

/** Labels of the enums of content. */
export const contentLabels = {
  ImportOutcome: {
    CREATED: { fr: 'Nouveau', en: 'New' },
    UNCHANGED: { fr: 'Inchangé', en: 'Unchanged' },
    REVISED: { fr: 'Révisé', en: 'Revised' },
  },
  PostKind: {
    ARTICLE: { fr: 'Article', en: 'Article' },
    NEWS: { fr: 'Actualité', en: 'News' },
    EVENT: { fr: 'Événement', en: 'Event' },
    GOOD_PRACTICE: { fr: 'Bonne pratique', en: 'Good practice' },
    CHALLENGE: { fr: 'Défi', en: 'Challenge' },
  },
  PostStatus: {
    DRAFT: { fr: 'Brouillon', en: 'Draft' },
    SCHEDULED: { fr: 'Programmé', en: 'Scheduled' },
    PUBLISHED: { fr: 'Publié', en: 'Published' },
    UNPUBLISHED: { fr: 'Dépublié', en: 'Unpublished' },
    HIDDEN: { fr: 'Masqué', en: 'Hidden' },
    REMOVED: { fr: 'Supprimé', en: 'Removed' },
  },
  RsvpStatus: {
    GOING: { fr: 'Participe', en: 'Going' },
    WAITING: { fr: 'Sur liste d’attente', en: 'Waiting' },
    DECLINED: { fr: 'Ne vient pas', en: 'Not going' },
  },
  WebhookFormat: {
    STANDARD: { fr: 'Standard Webhooks', en: 'Standard Webhooks' },
    CLOUDEVENTS: { fr: 'CloudEvents', en: 'CloudEvents' },
  },
  WebhookDisabledReason: {
    GONE: { fr: 'L’adresse a répondu 410', en: 'The endpoint answered 410' },
    EXHAUSTED: { fr: 'Toutes les tentatives ont échoué', en: 'All attempts failed' },
    INVALID: { fr: 'Filtre ou sélection non valide', en: 'Filter or selection not valid' },
    EXPIRED: { fr: 'Entrées supprimées avant l’envoi', en: 'Entries deleted before they were sent' },
  },
  DeliveryStatus: {
    PENDING: { fr: 'En attente', en: 'Waiting' },
    SUCCEEDED: { fr: 'Reçu', en: 'Received' },
    FAILED: { fr: 'Échec', en: 'Failed' },
    SKIPPED: { fr: 'Non envoyé', en: 'Not sent' },
  },
  DiffChange: {
    KEPT: { fr: 'Inchangé', en: 'Unchanged' },
    INSERTED: { fr: 'Ajouté', en: 'Added' },
    DELETED: { fr: 'Supprimé', en: 'Deleted' },
  },
  Visibility: {
    PUBLIC: { fr: 'Tout le monde', en: 'Everyone' },
    MEMBERS: { fr: 'Membres', en: 'Members' },
    ORGANISATION: { fr: 'Organisation', en: 'Organisation' },
  },
  CommentOrder: {
    NEWEST: { fr: 'Les plus récents d’abord', en: 'Newest first' },
    OLDEST: { fr: 'Les plus anciens d’abord', en: 'Oldest first' },
    BEST: { fr: 'Les plus appréciés d’abord', en: 'Best first' },
  },
  ReactionKind: {
    LIKE: { fr: 'J’aime', en: 'Like' },
    THANKS: { fr: 'Merci', en: 'Thank you' },
    INSIGHTFUL: { fr: 'J’ai appris', en: 'Insightful' },
    SUPPORT: { fr: 'J’aide', en: 'Support' },
  },
  TextFormat: {
    MARKDOWN: { fr: 'Markdown', en: 'Markdown' },
    PLAIN: { fr: 'Texte brut', en: 'Plain text' },
    WIZNESS_LNK: { fr: 'Texte de Wizness', en: 'Wizness text' },
  },
  LinkStatus: {
    UNCHECKED: { fr: 'Non vérifié', en: 'Not checked' },
    OK: { fr: 'Valable', en: 'Working' },
    REDIRECTED: { fr: 'Redirigé', en: 'Redirected' },
    BROKEN: { fr: 'Rompu', en: 'Broken' },
    MISSING_URL: { fr: 'Adresse manquante', en: 'Address missing' },
    UNSAFE_SCHEME: { fr: 'Adresse dangereuse', en: 'Unsafe address' },
  },
  PostEventType: {
    PUBLISHED: { fr: 'Publié', en: 'Published' },
    UPDATED: { fr: 'Modifié', en: 'Updated' },
    UNPUBLISHED: { fr: 'Dépublié', en: 'Unpublished' },
    REMOVED: { fr: 'Supprimé', en: 'Removed' },
  },
  PostOrder: {
    NEWEST: { fr: 'Les plus récentes d’abord', en: 'Newest first' },
    OLDEST: { fr: 'Les plus anciennes d’abord', en: 'Oldest first' },
    RECENTLY_UPDATED: { fr: 'Les dernières modifiées d’abord', en: 'Recently updated first' },
    MOST_COMMENTED: { fr: 'Les plus commentées d’abord', en: 'Most commented first' },
    BEST_RATED: { fr: 'Les mieux notées d’abord', en: 'Best rated first' },
    RELEVANCE: { fr: 'Par pertinence', en: 'By relevance' },
    EVENT_EARLIEST: { fr: 'Les premiers événements d’abord', en: 'Earliest event first' },
    EVENT_LATEST: { fr: 'Les derniers événements d’abord', en: 'Latest event first' },
  },
  TopicOrder: {
    SLUG: { fr: 'Par nom court', en: 'By slug' },
    MOST_POSTS: { fr: 'Le plus de publications d’abord', en: 'Most posts first' },
  },
  EventSeriesOrder: {
    NAME: { fr: 'Par nom', en: 'By name' },
    LATEST_EVENT: { fr: 'Le dernier événement d’abord', en: 'Latest event first' },
  },
} satisfies EnumLabels;
