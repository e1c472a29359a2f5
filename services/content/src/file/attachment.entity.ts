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

/** Where the bytes of a file are. */
export const objectKeyOf = (id: string): string => `files/${id}`;

/** Where the bytes are that a member has sent, until they are attached. */
export const uploadKeyOf = (id: string): string => `uploads/${id}`;
