import type { Storage } from '@wizness/kernel';
import { Member } from './member/member.entity';
import { migrations } from './migrations';

export const storage: Storage = { schema: 'membership', entities: [Member], migrations };
