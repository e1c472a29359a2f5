export type {
  ClaimedEvent,
  ClaimedMention,
  ClaimedSeries,
  ClaimedTopic,
  ClaimsFile as PageClaims,
} from '@wizness/partnerships';
