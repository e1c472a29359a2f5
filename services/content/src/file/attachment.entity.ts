import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';

@ObjectType({ description: 'A file that belongs to a post.' })
@Entity('attachments')
@Index(['postId', 'createdAt', 'id'])
export class Attachment {
  @Field(() => ID, { description: 'Id of the file.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column({ type: 'text', collation: 'C' })
  @ForeignKey(() => Post, { onDelete: 'CASCADE' })
  readonly postId: string;

  /** Who attached it. Null if they were erased. */
  @Index()
  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly memberId: string | null;

  @Field(() => String, { description: 'File name.' })
  @Column('text')
  readonly fileName: string;

  @Field(() => String, { description: 'Media type, found from the content: `image/webp`.' })
  @Column('text')
  readonly contentType: string;

  @Field(() => Int, { description: 'Size in bytes.' })
  @Column('integer')
  readonly bytes: number;

  @Field(() => String, {
    nullable: true,
    description: 'Description for those who do not see it. Empty if it only decorates. Null if not an image.',
  })
  @Column('text', { nullable: true })
  readonly alt: string | null;

  @Field(() => Int, { nullable: true, description: 'Width in pixels. Null if not an image.' })
  @Column('integer', { nullable: true })
  readonly width: number | null;

  @Field(() => Int, { nullable: true, description: 'Height in pixels. Null if not an image.' })
  @Column('integer', { nullable: true })
  readonly height: number | null;

  /** Signs addresses for readers of posts that are not public. */
  @Column('text')
  readonly accessKey: string;

  @Column('timestamptz')
  readonly createdAt: Date;
}

/** Widths, in pixels, in which a wider image is stored too, the smallest first, and the first part of their keys. */
const SMALLER: readonly (readonly [width: number, folder: string])[] = [
  [400, 'small'],
  [800, 'medium'],
];

export const SMALLER_WIDTHS = SMALLER.map(([width]) => width);

/** The smallest stored width of an image that is at least `width`; null if that is its own, or if it is no image. */
export const storedWidth = (image: Pick<Attachment, 'width'>, width: number | null): number | null =>
  SMALLER_WIDTHS.find((stored) => width !== null && stored >= width && stored < (image.width ?? 0)) ?? null;

/** Where the bytes of a file are, or of an image in a smaller width. */
export const objectKeyOf = (id: string, width: number | null = null): string =>
  `${SMALLER.find(([stored]) => stored === width)?.[1] ?? 'files'}/${id}`;

/** Where all bytes of a file can be. */
export const objectKeysOf = (id: string): string[] => [null, ...SMALLER_WIDTHS].map((width) => objectKeyOf(id, width));

/** Where the bytes are that a member has sent, until they are attached. */
export const uploadKeyOf = (id: string): string => `uploads/${id}`;
