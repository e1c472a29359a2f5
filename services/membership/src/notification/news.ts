import type { Audience } from '@wizness/kernel';
import type { NotificationCode, NotificationKind } from './notification.enums';

/** Something that happened, and the member to whom it is news. */
export interface News {
  /** Who is notified. */
  readonly memberId: string;
  readonly kind: NotificationKind;
  /** Defaults to nothing more. */
  readonly code?: NotificationCode;
  /** What identifies the event, such as `reply comment_…`: the same for a repetition. */
  readonly cause: string;
  /** The member who did it. Null if no member did. */
  readonly actorId: string | null;
  /** What the news is about: unread news of one kind about one thing is one notification. */
  readonly aboutId: string;
  /** What the notification points to. */
  readonly subjectId: string;
  /** The post that the member must be able to see. Null if no post is involved. */
  readonly postId: string | null;
  /** Who could see the post when it happened. Defaults to what the database holds. */
  readonly audience?: Audience | undefined;
  readonly at: Date;
  /** A mail of its own says it: no further one is sent. */
  readonly hasMail?: boolean;
}

/** What an event means for notifications: first a cause is gone, because it was undone, hidden or deleted, then there is news. */
export interface NewsChange {
  readonly gone?: string;
  readonly news?: readonly News[];
}

/** The ids of the members who are notified of changes. */
export const notifiedOf = (changes: readonly NewsChange[]): string[] =>
  changes.flatMap(({ news = [] }) => news.map(({ memberId }) => memberId));

/** Changes of one sort that follow each other: what set-based statements can write at once. */
type Step = { readonly gone: string[] } | { readonly news: News[] };

/** The steps that have the same effect as `changes` one by one. */
export const stepsOf = (changes: readonly NewsChange[]): readonly Step[] => {
  const steps: Step[] = [];
  for (const { gone, news = [] } of changes) {
    if (gone !== undefined) {
      const last = steps.at(-1);
      if (last && 'gone' in last) last.gone.push(gone);
      else steps.push({ gone: [gone] });
    }
    if (news.length > 0) {
      const last = steps.at(-1);
      if (last && 'news' in last) last.news.push(...news);
      else steps.push({ news: [...news] });
    }
  }
  return steps;
};
