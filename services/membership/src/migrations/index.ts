import { Members1763900000000 } from './1763900000000-members';
import { Accounts1763900000001 } from './1763900000001-accounts';
import { Tokens1763900000002 } from './1763900000002-tokens';
import { Follows1763900000003 } from './1763900000003-follows';
import { Leaving1763900000004 } from './1763900000004-leaving';
import { KnownDevices1763900000005 } from './1763900000005-known-devices';
import { NameKeys1763900000006 } from './1763900000006-name-keys';
import { Jobs1763900010000 } from './1763900010000-jobs';
import { MemberOrders1763900011000 } from './1763900011000-member-orders';
import { AffiliationsAndRoles1763900021000 } from './1763900021000-affiliations-and-roles';
import { Notifications1763900022000 } from './1763900022000-notifications';
import { ListIndexes1764210000000 } from './1764210000000-list-indexes';
import { ListMails1764220000000 } from './1764220000000-list-mails';
import { Cases1764320000000 } from './1764320000000-cases';
import { MemberNames1764360000000 } from './1764360000000-member-names';
import { Calendars1764370000000 } from './1764370000000-calendars';
import { RateLimits1764460000000 } from './1764460000000-rate-limits';
import { MergedSubjects1764490000000 } from './1764490000000-merged-subjects';
import { MailSetup1764520000000 } from './1764520000000-mail-setup';
import { ExpandHotLists1764550000000 } from './1764550000000-hot-lists';

/** In the order in which they run. */
export const migrations = [
  Members1763900000000,
  Accounts1763900000001,
  Tokens1763900000002,
  Follows1763900000003,
  Leaving1763900000004,
  KnownDevices1763900000005,
  NameKeys1763900000006,
  Jobs1763900010000,
  MemberOrders1763900011000,
  AffiliationsAndRoles1763900021000,
  Notifications1763900022000,
  ListIndexes1764210000000,
  ListMails1764220000000,
  Cases1764320000000,
  MemberNames1764360000000,
  Calendars1764370000000,
  RateLimits1764460000000,
  MergedSubjects1764490000000,
  MailSetup1764520000000,
  ExpandHotLists1764550000000,
];
