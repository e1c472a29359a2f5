import { badArgument, UrlScalar } from '@wizness/kernel';
import { Arg, Ctx, Directive, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import { Post } from '../post/post.entity';
import { Attachment } from './attachment.entity';
import {
  AttachUploadInput,
  AttachUploadPayload,
  RemoveAttachmentInput,
  RemoveAttachmentPayload,
  RequestUploadInput,
  RequestUploadPayload,
} from './file.types';

@Resolver(() => Post)
export class PostFilesResolver {
  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [Attachment], { description: 'Files that belong to it, at most 50.' })
  attachments(@Root() { id }: Post, @Ctx() { loaders }: ContentContext) {
    return loaders.attachmentsOfPost.load(id);
  }

  @Mutation(() => RequestUploadPayload, { description: 'Step 1 of 2: asks to send a file.' })
  requestUpload(
    @Arg('input', () => RequestUploadInput, { description: 'The file.' }) input: RequestUploadInput,
    @Ctx() { files }: ContentContext,
  ) {
    return files.request(input);
  }

  @Mutation(() => AttachUploadPayload, {
    description:
      'Step 2 of 2: checks the file that was sent, and attaches it to a post or makes it the picture of the caller.',
  })
  attachUpload(
    @Arg('input', () => AttachUploadInput, { description: 'The file and its post.' }) input: AttachUploadInput,
    @Ctx() { files }: ContentContext,
  ) {
    return files.attach(input);
  }

  @Mutation(() => RemoveAttachmentPayload, {
    description: 'Removes a file from a post, or the picture of a member, for good.',
  })
  removeAttachment(
    @Arg('input', () => RemoveAttachmentInput, { description: 'Which file.' }) { id = null }: RemoveAttachmentInput,
    @Ctx() { files }: ContentContext,
  ) {
    return files.remove(id);
  }
}

@Resolver(() => Attachment)
export class AttachmentResolver {
  @FieldResolver(() => UrlScalar, {
    description: 'Address to download it. If the post is not public, it works for five minutes, for whoever has it.',
  })
  url(
    @Root() attachment: Attachment,
    @Arg('width', () => Int, {
      nullable: true,
      description:
        'Width in pixels in which an image is shown: the address is that of the smallest stored one that is as wide. Null: as large as it is.',
    })
    width: number | null,
    @Ctx() { fileUrl }: ContentContext,
  ) {
    if (width !== null && width < 1) throw badArgument(['width'], 'A width has at least one pixel.', ['1 or more']);
    return fileUrl(attachment, width);
  }
}
