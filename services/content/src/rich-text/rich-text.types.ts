import { UrlScalar } from '@wizness/kernel';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { type RenderedRichText, renderRichText } from './rich-text';

export enum TextFormat {
  MARKDOWN = 'MARKDOWN',
  WIZNESS_LNK = 'WIZNESS_LNK',
  PLAIN = 'PLAIN',
}
registerEnumType(TextFormat, {
  name: 'TextFormat',
  description: 'How a text is marked up.',
  valuesConfig: {
    MARKDOWN: { description: 'CommonMark, without HTML.' },
    WIZNESS_LNK: { description: 'A saved Wizness page: plain paragraphs and lists, links as `{{LNK|label|url}}`.' },
    PLAIN: { description: 'No markup.' },
  },
});

export enum LinkStatus {
  UNCHECKED = 'UNCHECKED',
  OK = 'OK',
  REDIRECTED = 'REDIRECTED',
  BROKEN = 'BROKEN',
  MISSING_URL = 'MISSING_URL',
  UNSAFE_SCHEME = 'UNSAFE_SCHEME',
}
registerEnumType(LinkStatus, {
  name: 'LinkStatus',
  description: 'What is known of the target of a link.',
  valuesConfig: {
    UNCHECKED: { description: 'Nobody has tried the address yet.' },
    OK: { description: 'The address answered.' },
    REDIRECTED: { description: 'The address answered from elsewhere.' },
    BROKEN: { description: 'The address did not answer.' },
    MISSING_URL: { description: 'The text gives a label and no address.' },
    UNSAFE_SCHEME: { description: 'The address is not a full http, https or mailto address: it is shown as text.' },
  },
});

@ObjectType({ description: 'A link in a text.' })
export class TextLink {
  @Field(() => String, { description: 'What the reader sees.' })
  readonly label: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it leads; null where it leads nowhere safe.' })
  readonly url: string | null;

  @Field(() => String, { description: 'The address as the text has it; empty where there is none.' })
  readonly rawUrl: string;

  @Field(() => Int, { description: 'Where its markup begins: Unicode code points of `RichText.source`.' })
  readonly start: number;

  @Field(() => Int, { description: 'Where its markup ends (exclusive): Unicode code points of `RichText.source`.' })
  readonly end: number;

  @Field(() => LinkStatus, { description: 'What is known of its target.' })
  readonly status: `${LinkStatus}`;
}

/** A text as it was written. What is made of it is made once, and only if somebody asks. */
@ObjectType({ description: 'A text with markup, in the forms that a reader may want.' })
export class RichText {
  @Field(() => TextFormat, { description: 'How `source` is marked up.' })
  readonly format: TextFormat;

  @Field(() => String, { description: 'The text as it was written; every offset counts its Unicode code points.' })
  readonly source: string;

  #rendered: RenderedRichText | undefined;

  constructor(source: string, format: TextFormat) {
    this.source = source;
    this.format = format;
  }

  @Field(() => String, { description: 'The words alone: no markup, links by their labels.' })
  get text(): string {
    return this.rendered.text;
  }

  @Field(() => String, { description: 'Sanitised HTML, safe to put into a page as it is.' })
  get html(): string {
    return this.rendered.html;
  }

  @Field(() => [TextLink], { description: 'The links, in reading order.' })
  get links(): readonly TextLink[] {
    return this.rendered.links;
  }

  @Field(() => [String], { description: 'What is wrong with the markup, each with its line and column.' })
  get warnings(): readonly string[] {
    return this.rendered.warnings;
  }

  private get rendered(): RenderedRichText {
    this.#rendered ??= renderRichText(this.source, this.format);
    return this.#rendered;
  }
}
