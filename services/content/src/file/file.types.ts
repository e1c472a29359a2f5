import { DateTimeScalar, UrlScalar, UserError } from '@wizness/kernel';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MemberReference } from '../references';
import { USER_ERRORS } from '../user-errors-field';
import { Attachment } from './attachment.entity';

@ObjectType({ description: 'A header of an upload.' })
export class UploadHeader {
  @Field(() => String, { description: 'Header name.' })
  readonly name: string;

  @Field(() => String, { description: 'Header value.' })
  readonly value: string;
}

@ObjectType('Upload', { description: 'Permission to send one file.' })
export class UploadPermission {
  @Field(() => ID, { description: 'Id. Pass it to `attachUpload`.' })
  readonly id: string;

  @Field(() => UrlScalar, { description: 'Send the bytes here with PUT, once.' })
  readonly url: string;

  @Field(() => [UploadHeader], { description: 'Headers that the PUT must have.' })
  readonly headers: readonly UploadHeader[];

  @Field(() => DateTimeScalar, { description: 'When the permission ends.' })
  readonly expiresAt: Date;
}

@InputType({ description: 'A file to send.' })
export class RequestUploadInput {
  @Field(() => String, { description: 'File name, 1 to 200 characters.' })
  readonly fileName: string;

  @Field(() => String, { description: 'Declared media type. The content decides.' })
  readonly contentType: string;

  @Field(() => Int, { description: 'Size in bytes, from 1. The limit is a setting.' })
  readonly bytes: number;
}

@InputType({ description: 'What to do with a file that was sent.' })
export class AttachUploadInput {
  @Field(() => ID, { description: 'Id of the upload.' })
  readonly uploadId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of a post that the caller may change. Null: the image becomes the picture of the caller.',
  })
  readonly postId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Description for those who do not see an image, at most 500 characters; an empty text for one that only decorates. Null is refused for an image of a post.',
  })
  readonly alt?: string | null;
}

@InputType({ description: 'Which file to remove.' })
export class RemoveAttachmentInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the attachment, or, for moderators, of the picture of a member, which is in its address. Null: the picture of the caller.',
  })
  readonly id?: string | null;
}

@ObjectType({ description: 'Result of `requestUpload`.' })
export class RequestUploadPayload {
  @Field(() => UploadPermission, { nullable: true, description: 'Where to send the file. Null if refused.' })
  readonly upload: UploadPermission | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `attachUpload`.' })
export class AttachUploadPayload {
  @Field(() => Attachment, {
    nullable: true,
    description: 'The file on its post. Null if refused, or if it became a picture.',
  })
  readonly attachment: Attachment | null;

  @Field(() => MemberReference, {
    nullable: true,
    description: 'The caller with the new picture. Null if refused, or if the file was attached to a post.',
  })
  readonly member: MemberReference | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `removeAttachment`.' })
export class RemoveAttachmentPayload {
  @Field(() => ID, { nullable: true, description: 'Id of the removed file. Null if refused.' })
  readonly deletedId: string | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
