import { DateTimeScalar, LanguageTagScalar, UserError } from '@wizness/kernel';
import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Mention } from '../mention/mention.entity';
import { Post } from '../post/post.entity';
import { PostKind } from '../post/post.enums';
import { RichText } from '../rich-text/rich-text.types';
import { USER_ERRORS } from '../user-errors-field';

export enum ImportOutcome {
  CREATED = 'CREATED',
  UNCHANGED = 'UNCHANGED',
  REVISED = 'REVISED',
}
registerEnumType(ImportOutcome, {
  name: 'ImportOutcome',
  description: 'What an import does with a post.',
  valuesConfig: {
    CREATED: { description: 'It is new.' },
    UNCHANGED: { description: 'It has the same content already.' },
    REVISED: { description: 'It gets a new revision.' },
  },
});

/** Characters (UTF-16 code units) of a page. */
export const MAX_PAGE_LENGTH = 400_000;

@InputType({ description: 'A saved page of the Wizness community.' })
export class ImportPostInput {
  @Field(() => String, {
    description: 'The page as plain text, with or without the frame of the site, at most 400,000 characters.',
  })
  readonly page: string;

  @Field(() => String, {
    nullable: true,
    description: 'Slug of the post. If there is such a post, it gets a new revision. Null: made from the title.',
  })
  readonly slug?: string | null;

  @Field(() => PostKind, {
    defaultValue: PostKind.ARTICLE,
    description: 'Kind of the post: ARTICLE, NEWS or GOOD_PRACTICE.',
  })
  readonly kind: PostKind = PostKind.ARTICLE;

  @Field(() => LanguageTagScalar, { nullable: true, description: 'Language of the page. Null: found from its words.' })
  readonly lang?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Slugs of its topics, at most 20. Null: those that the post has; none for a new one.',
  })
  readonly topicSlugs?: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Author as the page names them. Null: the one that the post has; none for a new one.',
  })
  readonly byline?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was published. Null: now.' })
  readonly publishedAt?: Date | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Only report, store nothing.' })
  readonly dryRun: boolean = false;
}

@ObjectType({ description: 'A remark about a page. It does not prevent the import.' })
export class ImportWarning {
  @Field(() => String, {
    description:
      'Stable code: `MOJIBAKE`, `LOST_LETTER`. New codes may be added. `MORE`: the message says how many are not listed.',
  })
  readonly code: string;

  @Field(() => String, { description: 'What is doubtful, with line and column.' })
  readonly message: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Where it begins, in code points of the page. Null if it is about no place.',
  })
  readonly start: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Where it ends (exclusive), in code points of the page. Null if it is about no place.',
  })
  readonly end: number | null;
}

@ObjectType({ description: 'How a page was read. All offsets count code points of the page.' })
export class ImportedPageReport {
  @Field(() => ImportOutcome, { description: 'What is done with the post, or would be.' })
  readonly outcome: ImportOutcome;

  @Field(() => String, { description: 'Slug of the post.' })
  readonly slug: string;

  @Field(() => String, { description: 'Title.' })
  readonly title: string;

  @Field(() => String, { description: 'Language. `und` if it was not found.' })
  readonly lang: string;

  @Field(() => Int, { description: 'Where the body of the post begins in the page.' })
  readonly bodyStart: number;

  @Field(() => Int, { description: 'Where the body of the post ends in the page (exclusive).' })
  readonly bodyEnd: number;

  @Field(() => RichText, { description: 'The body of the post.' })
  readonly body: RichText;

  @Directive('@listSize(assumedSize: 20)')
  @Field(() => [Mention], { description: 'Things that the body names, in text order. At most 500.' })
  readonly mentions: readonly Mention[];
}

@ObjectType({ description: 'Result of `importPost`.' })
export class ImportPostPayload {
  @Field(() => Post, { nullable: true, description: 'The post. Null if refused, and with `dryRun`.' })
  readonly post: Post | null;

  @Field(() => ImportedPageReport, { nullable: true, description: 'How the page was read. Null if refused.' })
  readonly report: ImportedPageReport | null;

  @Directive('@listSize(assumedSize: 20)')
  @Field(() => [ImportWarning], { description: 'Remarks about the page, in text order. At most 200.' })
  readonly warnings: readonly ImportWarning[];

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
