import { content } from '@wizness/content';
import { createLogger, ErasureMode, openDatabase, systemClock } from '@wizness/kernel';
import { autocommit } from '../../test/support/autocommit';
import { erased, logged, openContentWithMembership, tablesWith } from '../../test/support/content-with-membership';
import { ERASED_MEMBER, OTHER_MEMBER } from '../../test/support/member-content';
import { news } from '../../test/support/samples';
import { memberErasureConsumer } from './erase-member';

describe('The cost of erasing a member', () => {
  test.each(Object.values(ErasureMode))(
    'Is the same number of SQL statements for any amount of content with %s',
    async (mode) => {
      const open = await openContentWithMembership();
      const { posts, comments } = autocommit(open.context());
      const { post } = await posts.publish(news('shared'));
      const writes = async (authorId: string, name: string, count: number) => {
        for (let number = 0; number < count; number += 1) {
          await posts.publish(news(`${name}-${number}`, { authorId, editorId: authorId }));
          await comments.add({ postId: post.id, authorId, body: 'Mine' });
        }
      };
      await writes(ERASED_MEMBER, 'few', 1);
      await writes(OTHER_MEMBER, 'many', 25);
      const statements: string[] = [];
      const counting = await openDatabase(
        {
          url: open.url,
          log: createLogger('content', 'silent'),
          poolSize: 1,
          onStatement: (sql) => statements.push(sql),
        },
        content.storage,
      );
      const costOf = async (memberId: string): Promise<number> => {
        statements.length = 0;
        await counting.transaction((tx) =>
          memberErasureConsumer.handle(tx, [logged(1, erased(memberId, mode))], systemClock),
        );
        return statements.length;
      };
      expect(await costOf(OTHER_MEMBER)).toBe(await costOf(ERASED_MEMBER));
      expect(await tablesWith(open, OTHER_MEMBER)).toEqual([]);
      await counting.destroy();
      await open.close();
    },
  );
});
