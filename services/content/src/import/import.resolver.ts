import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ContentContext } from '../context';
import { ImportPostInput, ImportPostPayload } from './import-post.types';

@Resolver()
export class ImportResolver {
  @Mutation(() => ImportPostPayload, {
    description:
      'Editors: reads a saved page and publishes it as a post, or only reports (`dryRun`). The same page again changes nothing. ' +
      'Claims about it: `importClaims`.',
  })
  importPost(
    @Arg('input', () => ImportPostInput, { description: 'The page.' }) input: ImportPostInput,
    @Ctx() { pageImports }: ContentContext,
  ) {
    return pageImports.importPost(input);
  }
}
