import {
  authorise,
  type Clock,
  type Identity,
  lockMember,
  logCursors,
  readEventPage,
  UserError,
  UserErrorCode,
  webhookUrlProblem,
} from '@wizness/kernel';
import { type EntityManager, IsNull } from 'typeorm';
import { CONTENT_LOG } from '../post-log/post-log.loader';
import type { PostFilter } from '../post/post-filter.types';
import { readPostList } from '../post/post-list';
import { queryProblem } from './webhook-query';
import type { WebhookSecrets } from './webhook-secret';
import { MAX_WEBHOOKS, type WebhookSettings, WebhookStore } from './webhook.store';
import { Webhook } from './webhook.entity';
import { WebhookDelivery } from './webhook-delivery.entity';
import { DeliveryStatus } from './webhook.enums';
import type {
  CreateWebhookInput,
  CreateWebhookPayload,
  DeleteWebhookPayload,
  PingWebhookPayload,
  RedeliverWebhookPayload,
  ReplayWebhookInput,
  ReplayWebhookPayload,
  RotateWebhookSecretPayload,
  UpdateWebhookInput,
  UpdateWebhookPayload,
} from './webhook.types';

/** Entries of one replay, and deliveries that wait for an endpoint. */
const MAX_PENDING = 1000;

const cursors = logCursors(CONTENT_LOG);

export interface WebhookOptions {
  readonly secrets: WebhookSecrets;
  /** Hosts that may be reached although they are not public. */
  readonly openHosts: readonly string[];
}

/** Writes a filter in GraphQL. */
type PrintFilter = (filter: PostFilter) => string;

const error = (code: UserErrorCode, message: string, field: string): UserError => new UserError(code, message, [field]);

const NOT_FOUND = 'You have no webhook with this id.';

/** The parts of an input that are checked alike when an endpoint is created and when it is changed. */
type SettingsInput = Partial<Pick<UpdateWebhookInput, 'url' | 'types' | 'query'>>;

/** The endpoints of the caller. Every command throws UNAUTHENTICATED or FORBIDDEN. */
export class WebhookCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly options: WebhookOptions,
  ) {}

  /** User errors: INVALID, REQUIRED, CONFLICT (too many). Throws BAD_USER_INPUT for a filter that names what does not exist. */
  async create(input: CreateWebhookInput, printFilter: PrintFilter): Promise<CreateWebhookPayload> {
    const memberId = authorise(this.identity, 'MANAGE_WEBHOOKS');
    const userErrors = this.errorsOf(input);
    if (userErrors.length > 0) return { webhook: null, secret: null, userErrors };
    const { url, types, filter, query = null, format } = input;
    const settings = { ...this.where(url), types, filter: await this.filterText(filter, printFilter), query, format };
    const { secrets } = this.options;
    const salt = secrets.newSalt();
    const webhook = await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      return new WebhookStore(tx, this.clock).add(memberId, settings, salt);
    });
    if (webhook) return { webhook, secret: `whsec_${secrets.secretOf(salt)}`, userErrors: [] };
    const message = `You already have ${MAX_WEBHOOKS} webhooks: delete one first.`;
    return { webhook: null, secret: null, userErrors: [new UserError(UserErrorCode.CONFLICT, message)] };
  }

  /** User errors: NOT_FOUND, INVALID, REQUIRED. Throws as `create`. */
  async update(input: UpdateWebhookInput, printFilter: PrintFilter): Promise<UpdateWebhookPayload> {
    authorise(this.identity, 'MANAGE_WEBHOOKS');
    const { id, url, types, filter, query, format, enabled } = input;
    const userErrors = this.errorsOf(input);
    if (userErrors.length > 0) return { webhook: null, userErrors };
    const changes: Partial<WebhookSettings> = {
      ...(url != null && this.where(url)),
      ...(types != null && { types }),
      ...(filter !== undefined && { filter: await this.filterText(filter, printFilter) }),
      ...(query !== undefined && { query }),
      ...(format != null && { format }),
    };
    const webhook = await this.change(id, async (store, found) => {
      if (Object.keys(changes).length > 0) await store.update(id, { ...changes, scopes: this.identity.scopes });
      if (enabled != null && enabled !== found.enabled) await store.setEnabled(found, enabled);
    });
    return webhook instanceof UserError ? { webhook: null, userErrors: [webhook] } : { webhook, userErrors: [] };
  }

  /** Queues a ping, or returns the one that waits. User errors: NOT_FOUND. */
  async ping(id: string): Promise<PingWebhookPayload> {
    let delivery: WebhookDelivery | null = null;
    const webhook = await this.change(id, async (store, _, tx) => {
      const waiting = { webhookId: id, position: IsNull(), status: DeliveryStatus.PENDING };
      delivery = await tx.findOneBy(WebhookDelivery, waiting);
      delivery ??= (await store.queue(id, [null]))[0] ?? null;
    });
    return webhook instanceof UserError ? { delivery: null, userErrors: [webhook] } : { delivery, userErrors: [] };
  }

  /** User errors: NOT_FOUND. */
  async rotateSecret(id: string): Promise<RotateWebhookSecretPayload> {
    const { secrets } = this.options;
    const salt = secrets.newSalt();
    const webhook = await this.change(id, (store, found) => store.rotateSecret(found, salt));
    if (webhook instanceof UserError) return { webhook: null, secret: null, userErrors: [webhook] };
    return { webhook, secret: `whsec_${secrets.secretOf(salt)}`, userErrors: [] };
  }

  /** Deletes an endpoint with its deliveries. User errors: NOT_FOUND. */
  async delete(id: string): Promise<DeleteWebhookPayload> {
    const memberId = authorise(this.identity, 'MANAGE_WEBHOOKS');
    const { affected } = await this.db.delete(Webhook, { id, memberId });
    if (affected === 1) return { deletedId: id, userErrors: [] };
    return { deletedId: null, userErrors: [error(UserErrorCode.NOT_FOUND, NOT_FOUND, 'id')] };
  }

  /** User errors: NOT_FOUND, LOCKED (it waits for an attempt), UNSUPPORTED (a ping), CONFLICT (too many wait). */
  async redeliver(deliveryId: string): Promise<RedeliverWebhookPayload> {
    authorise(this.identity, 'MANAGE_WEBHOOKS');
    const refuse = (code: UserErrorCode, message: string) => ({
      delivery: null,
      userErrors: [error(code, message, 'deliveryId')],
    });
    const none = refuse(UserErrorCode.NOT_FOUND, 'You have no delivery with this id.');
    const found = await this.db.findOneBy(WebhookDelivery, { id: deliveryId });
    if (!found) return none;
    const { position, webhookId, status } = found;
    let delivery: WebhookDelivery | null = null;
    let problem: ReturnType<typeof refuse> | null = null;
    const webhook = await this.change(webhookId, async (store) => {
      if (position === null) problem = refuse(UserErrorCode.UNSUPPORTED, 'Send a new ping instead.');
      else if (status === DeliveryStatus.PENDING) problem = refuse(UserErrorCode.LOCKED, 'It waits for an attempt.');
      else if ((await store.countPending(webhookId)) >= MAX_PENDING) problem = refuse(UserErrorCode.CONFLICT, TOO_MANY);
      else delivery = (await store.queue(webhookId, [position]))[0] ?? null;
    });
    if (webhook instanceof UserError) return none;
    return problem ?? { delivery, userErrors: [] };
  }

  /**
   * Queues the entries of a range. User errors: NOT_FOUND, TOO_LONG, CONFLICT. Throws INVALID_CURSOR, and CURSOR_EXPIRED (with
   * `oldest`) if entries of the range have been deleted.
   */
  async replay({ id, after, until, onlyFailed }: ReplayWebhookInput): Promise<ReplayWebhookPayload> {
    authorise(this.identity, 'MANAGE_WEBHOOKS');
    const refuse = (userError: UserError) => ({ webhook: null, queued: null, userErrors: [userError] });
    const from = cursors.decode(after) ?? 0;
    const ends = await readEventPage(this.db, { after: from, limit: 1 });
    cursors.check(from, ends);
    const to = cursors.decode(until) ?? ends.newest;
    let problem: UserError | null = null;
    let queued = 0;
    const webhook = await this.change(id, async (store, found) => {
      const range = { after: from, until: to, onlyFailed, limit: MAX_PENDING + 1 };
      const positions = await store.entriesBetween(found, range);
      if (positions.length > MAX_PENDING) {
        const message = `The range has more than ${MAX_PENDING} entries: end it with an earlier cursor.`;
        problem = error(UserErrorCode.TOO_LONG, message, 'until');
      } else if ((await store.countPending(id)) + positions.length > MAX_PENDING) {
        problem = new UserError(UserErrorCode.CONFLICT, TOO_MANY);
      } else queued = (await store.queue(id, positions)).length;
    });
    if (webhook instanceof UserError) return refuse(webhook);
    return problem ? refuse(problem) : { webhook, queued, userErrors: [] };
  }

  /** Changes an endpoint of the caller in a transaction, and returns it as it is then. */
  private async change(
    id: string,
    work: (store: WebhookStore, webhook: Webhook, tx: EntityManager) => Promise<void>,
  ): Promise<Webhook | UserError> {
    const memberId = authorise(this.identity, 'MANAGE_WEBHOOKS');
    const none = error(UserErrorCode.NOT_FOUND, NOT_FOUND, 'id');
    return this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      const webhook = await tx.findOne(Webhook, { where: { id, memberId }, lock: { mode: 'for_no_key_update' } });
      if (!webhook) return none;
      await work(new WebhookStore(tx, this.clock), webhook, tx);
      return (await tx.findOneBy(Webhook, { id })) ?? none;
    });
  }

  private errorsOf({ url, types, query }: SettingsInput): UserError[] {
    const urlProblem = url == null ? null : webhookUrlProblem(url, this.options.openHosts);
    const selectionProblem = query == null ? null : queryProblem(query);
    return [
      ...(urlProblem === null ? [] : [error(UserErrorCode.INVALID, urlProblem, 'url')]),
      ...(types?.length === 0 ? [error(UserErrorCode.REQUIRED, 'Choose at least one kind of entry.', 'types')] : []),
      ...(selectionProblem === null ? [] : [error(UserErrorCode.INVALID, selectionProblem, 'query')]),
    ];
  }

  /** The address as it is stored: in the form that is connected to. Deliveries read no more than this caller may. */
  private where(url: string): Pick<WebhookSettings, 'url' | 'scopes'> {
    return { url: new URL(url).href, scopes: this.identity.scopes };
  }

  private async filterText(filter: PostFilter | null | undefined, printFilter: PrintFilter): Promise<string | null> {
    if (!filter) return null;
    await readPostList({ filter }).checkNames(this.db);
    return printFilter(filter);
  }
}

const TOO_MANY = `${MAX_PENDING} deliveries wait for this endpoint at most: let some arrive first.`;
