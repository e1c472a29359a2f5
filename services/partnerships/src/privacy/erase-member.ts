import { erasureConsumer } from '@wizness/kernel';
import { Fact } from '../fact/fact.entity';
import { PostAudience } from '../projection/post-audience.entity';

/**
 * In either mode: what members record is knowledge of third parties, each with its source, and stays. That it was this
 * member who recorded it does not, nor whose posts these were.
 */
export const eraseMember = erasureConsumer('membership', async (tx, { memberId }) => {
  await tx.update(Fact, { recordedById: memberId }, { recordedById: null });
  await tx.update(PostAudience, { authorId: memberId }, { authorId: null });
});
