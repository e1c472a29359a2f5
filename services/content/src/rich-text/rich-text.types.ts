import { UrlScalar } from '@wizness/kernel';
import { Field, Int, ObjectType } from 'type-graphql';
import { type RenderedRichText, renderRichText } from './rich-text';
import { LinkStatus, TextFormat } from './rich-text.enums';

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

/** A text as it was written. It is rendered once, on first use. */
@ObjectType({ description: 'A text with markup, and its rendered forms.' })
export class RichText {
  @Field(() => TextFormat, { description: 'Markup of `source`.' })
  readonly format: TextFormat;

  @Field(() => String, { description: 'The text as it was written. All offsets count its Unicode code points.' })
  readonly source: string;

  #rendered: RenderedRichText | undefined;

  constructor(source: string, format: TextFormat) {
    this.source = source;
    this.format = format;
  }

  @Field(() => String, { description: 'The text without markup; links are replaced by their labels.' })
  get text(): string {
    return this.rendered.text;
  }

  @Field(() => String, { description: 'Sanitised HTML, safe to insert into a page.' })
  get html(): string {
    return this.rendered.html;
  }

  @Field(() => [TextLink], { description: 'Links in reading order.' })
  get links(): readonly TextLink[] {
    return this.rendered.links;
  }

  @Field(() => [String], { description: 'Problems with the markup, each with line and column.' })
  get warnings(): readonly string[] {
    return this.rendered.warnings;
  }

  private get rendered(): RenderedRichText {
    this.#rendered ??= renderRichText(this.source, this.format);
    return this.#rendered;
  }
}
