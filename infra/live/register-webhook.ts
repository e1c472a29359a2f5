import { type ContentContext, PostEventType, WebhookFormat } from '@wizness/content';
import { anonymous, type Logger, Role, type RunningSubgraph, scopesOf, systemClock } from '@wizness/kernel';
import { membership } from '@wizness/membership';
import type { ServiceSettings } from '../command/open-services';

export interface WebhookOwnerOptions {
  readonly databaseUrl: string;
  readonly content: RunningSubgraph<ContentContext>;
  readonly settings: ServiceSettings;
  readonly log: Logger;
}

/** Registers `url` as the webhook of a new member, for the posts that are published from now on. */
export const registerWebhook = async (
  { databaseUrl, content, settings, log }: WebhookOwnerOptions,
  url: string,
): Promise<void> => {
  const roles = [Role.MEMBER];
  const database = { url: databaseUrl, poolSize: 1 };
  const members = await membership.open({ database, settings: settings.membership, log });
  const clock = systemClock;
  const owner = { handle: 'integrator', name: 'An integrator', locale: 'en', roles };
  const { id: memberId } = await members.createContext({ identity: anonymous, clock }).members.enrol(owner);
  await members.close();
  const identity = { memberId, roles, scopes: scopesOf(roles) };
  const input = { url, types: [PostEventType.PUBLISHED], query: null, format: WebhookFormat.STANDARD };
  const { userErrors } = await content.createContext({ identity, clock }).webhooks.create(input, () => '');
  if (userErrors.length > 0) throw new Error(`The webhook was refused: ${userErrors[0]?.message}`);
};
