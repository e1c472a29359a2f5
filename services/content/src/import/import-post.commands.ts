import { authorise, FaultCode, type Identity, UserError, UserErrorCode } from '@wizness/kernel';
import { GraphQLError } from 'graphql';
import type { EntityManager } from 'typeorm';
import type { ContentLoaders } from '../loaders';
import { Mention } from '../mention/mention.entity';
import { TextFormat } from '../rich-text/rich-text.enums';
import { RichText } from '../rich-text/rich-text.types';
import type { ImportCommands } from './import.commands';
import { type ImportPostInput, type ImportPostPayload, type ImportOutcome, MAX_PAGE_LENGTH } from './import-post.types';
import { PageError } from './page-error';
import type { ImportedPage, PageKind } from './page-import';
import { readWiznessPage, type WiznessPage } from './wizness-page';

/** Thrown to roll back what was written. */
class Rehearsed extends Error {
  constructor(readonly payload: ImportPostPayload) {
    super('The import was rehearsed.');
  }
}

const refused = (code: UserErrorCode, message: string, field: string): ImportPostPayload => ({
  post: null,
  report: null,
  warnings: [],
  userErrors: [new UserError(code, message, [field])],
});

const refuseFault = (error: unknown): ImportPostPayload => {
  const isOfInput = error instanceof GraphQLError && error.extensions['code'] === FaultCode.BAD_USER_INPUT;
  if (!isOfInput) throw error;
  const { message } = error;
  const field = /topic/i.test(message) ? 'topicSlugs' : /kind/i.test(message) ? 'kind' : 'slug';
  return refused(UserErrorCode.INVALID, message, field);
};

/** Imports of pages by editors, in the graph. */
export class ImportPostCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly identity: Identity,
    private readonly loaders: ContentLoaders,
    /** The imports in a transaction. */
    private readonly importsIn: (tx: EntityManager) => ImportCommands,
  ) {}

  /**
   * Reads a page and publishes it as a post, as the command `npm run import` does with a page alone; with `dryRun` it is rolled
   * back. User errors: TOO_LONG, INVALID for a page, slug, kind or topic that cannot be used. Throws UNAUTHENTICATED or FORBIDDEN.
   */
  async importPost(input: ImportPostInput): Promise<ImportPostPayload> {
    authorise(this.identity, 'UPDATE_EVERY_POST');
    if (input.page.length > MAX_PAGE_LENGTH) {
      const message = `A page has at most ${MAX_PAGE_LENGTH} characters, not ${input.page.length}.`;
      return refused(UserErrorCode.TOO_LONG, message, 'page');
    }
    let page: WiznessPage;
    try {
      page = readWiznessPage(Buffer.from(input.page));
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      return refused(UserErrorCode.INVALID, error.message, 'page');
    }
    try {
      const payload = await this.db.transaction((tx) => this.write(tx, page, input));
      const id = payload.post?.id ?? '';
      this.loaders.postById.clear(id);
      return { ...payload, post: await this.loaders.postById.load(id) };
    } catch (error) {
      return error instanceof Rehearsed ? error.payload : refuseFault(error);
    }
  }

  private async write(tx: EntityManager, page: WiznessPage, input: ImportPostInput): Promise<ImportPostPayload> {
    const { slug, lang, topicSlugs, byline, publishedAt, dryRun } = input;
    const imported = await this.importsIn(tx).importPage({
      page,
      kind: input.kind as PageKind,
      slug: slug ?? undefined,
      lang: lang ?? undefined,
      topicSlugs: topicSlugs ?? undefined,
      byline,
      publishedAt: publishedAt ?? undefined,
    });
    const payload = await reportOf(tx, page, imported);
    if (dryRun) throw new Rehearsed({ ...payload, post: null });
    return payload;
  }
}

const reportOf = async (
  tx: EntityManager,
  page: WiznessPage,
  { post: { post, outcome } }: ImportedPage,
): Promise<ImportPostPayload> => ({
  post,
  report: {
    outcome: outcome as ImportOutcome,
    slug: post.slug,
    title: post.title,
    lang: post.lang,
    bodyStart: page.bodyStart,
    bodyEnd: page.bodyEnd,
    body: new RichText(page.body, TextFormat.WIZNESS_LNK),
    mentions: await tx.find(Mention, { where: { postId: post.id }, order: { start: 'ASC', end: 'ASC' }, take: 500 }),
  },
  warnings: page.warnings,
  userErrors: [],
});
