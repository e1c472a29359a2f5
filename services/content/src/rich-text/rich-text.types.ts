import { UrlScalar } from '@wizness/kernel';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { renderedText } from './rendered-texts';
import type { MentionLinks } from './markdown-parser';
import type { RenderedRichText } from './rich-text';
import { LinkStatus, TextFormat } from './rich-text.enums';

const MAX_LISTED = 200;

@ObjectType({ description: 'A link in a text.' })
export class TextLink {
  @Field(() => String, { description: 'Label that the reader sees.' })
  readonly label: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Normalised address. Null if it is missing or unsafe.' })
  readonly url: string | null;

  @Field(() => String, { description: 'The address as written in the text; empty if there is none.' })
  readonly rawUrl: string;

  @Field(() => Int, { description: 'Start of its markup, in Unicode code points of `RichText.source`.' })
  readonly start: number;

  @Field(() => Int, { description: 'End of its markup (exclusive), in Unicode code points of `RichText.source`.' })
  readonly end: number;

  @Field(() => LinkStatus, { description: 'State of its target.' })
  readonly status: `${LinkStatus}`;
}

@ObjectType({ description: 'A heading in a text.' })
export class TextHeading {
  @Field(() => Int, {
    description: 'Level, 1 to 6, as the markup states it. The element in `html` is one level lower, at most h4.',
  })
  readonly level: number;

  @Field(() => String, { description: 'Its words.' })
  readonly text: string;

  @Field(() => String, { description: 'Id of the element in `RichText.html`, for links.' })
  readonly anchor: string;

  @Field(() => Int, { description: 'Start in `RichText.source`, in Unicode code points.' })
  readonly start: number;
}

@ObjectType({ description: 'An image.' })
export class Image {
  @Field(() => UrlScalar, {
    description: 'Address of the image. It may be on another server, which learns who loads it.',
  })
  readonly url: string;

  @Field(() => String, {
    nullable: true,
    description: 'Description for those who do not see it. Null if nobody wrote one.',
  })
  readonly alt: string | null;

  @Field(() => Int, { nullable: true, description: 'Width in pixels. Null if not known, as for images in texts.' })
  readonly width?: number | null;

  @Field(() => Int, { nullable: true, description: 'Height in pixels. Null if not known, as for images in texts.' })
  readonly height?: number | null;
}

/** Finds the addresses of mentioned things by their references, such as `member:lea`. */
export type ReadMentionLinks = (references: readonly string[]) => Promise<MentionLinks>;

/** A text as it was written. It is rendered once, on first use. */
@ObjectType({ description: 'A text with markup, and its rendered forms.' })
export class RichText {
  @Field(() => TextFormat, { description: 'Markup of `source`.' })
  readonly format: TextFormat;

  @Field(() => String, { description: 'The text as it was written. All offsets count its Unicode code points.' })
  readonly source: string;

  #rendered: RenderedRichText | undefined;

  readonly #readMentionLinks: ReadMentionLinks | null;

  /** Without `readMentionLinks`, mentions are no links. */
  constructor(source: string, format: TextFormat, readMentionLinks: ReadMentionLinks | null = null) {
    this.source = source;
    this.format = format;
    this.#readMentionLinks = readMentionLinks;
  }

  @Field(() => String, { description: 'The text without markup; links are replaced by their labels.' })
  get text(): string {
    return this.rendered.text;
  }

  @Field(() => String, { description: 'Sanitised HTML, safe to insert into a page.' })
  get html(): string | Promise<string> {
    const { html, mentions } = this.rendered;
    return this.#readMentionLinks === null || mentions.length === 0 ? html : this.linkMentions(this.#readMentionLinks);
  }

  @Field(() => [TextLink], { description: 'Links in reading order.' })
  get links(): readonly TextLink[] {
    return this.rendered.links;
  }

  @Directive('@listSize(assumedSize: 10)')
  @Field(() => [TextHeading], { description: 'Headings in reading order: a table of contents. At most 200.' })
  get headings(): readonly TextHeading[] {
    return this.rendered.headings.slice(0, MAX_LISTED);
  }

  @Directive('@listSize(assumedSize: 5)')
  @Field(() => [Image], { description: 'Images in reading order. `html` links to them. At most 200.' })
  get images(): readonly Image[] {
    return this.rendered.images.slice(0, MAX_LISTED);
  }

  @Field(() => [String], { description: 'Problems with the markup, each with line and column.' })
  get warnings(): readonly string[] {
    return this.rendered.warnings;
  }

  /** Mentions that an author wrote, in reading order, whether or not there is what they name. */
  get writtenMentions(): RenderedRichText['mentions'] {
    return this.rendered.mentions;
  }

  private async linkMentions(readMentionLinks: ReadMentionLinks): Promise<string> {
    const references = [...new Set(this.rendered.mentions.map(({ reference }) => reference))];
    const links = await readMentionLinks(references);
    return links.size === 0 ? this.rendered.html : renderedText(this.source, this.format, links).html;
  }

  private get rendered(): RenderedRichText {
    this.#rendered ??= renderedText(this.source, this.format);
    return this.#rendered;
  }
}
