import type { FuzzyDate, TextByLanguage, Visibility } from '@wizness/kernel';
import type { NewMention } from '../mention/new-mention';
import type { WiznessPage } from '../import/wizness-page';
import type { TextFormat } from '../rich-text/rich-text.types';
import type { Post } from './post.entity';
import type { PostKind, PostStatus } from './post.enums';

/** What every kind of post is made of. What is not given is null, none, or as said. */
export interface NewPostText {
  /** The id that a new post gets, where somebody had to know it before; minted unless given. A known post keeps its own. */
  readonly id?: string;
  /** The post's identity: publishing under a slug that is taken revises that post. */
  readonly slug: string;
  readonly title: string;
  readonly lang: string;
  /** Titles in other languages. */
  readonly translations?: TextByLanguage;
  readonly summary?: string | null;
  readonly body: { readonly source: string; readonly format: TextFormat };
  readonly authorId?: string | null;
  readonly byline?: string | null;
  readonly writtenForId?: string | null;
  readonly topicSlugs?: readonly string[];
  readonly mentions?: readonly NewMention[];
  /** PUBLISHED unless given. */
  readonly status?: PostStatus;
  /** PUBLIC unless given; ORGANISATION is that of `writtenForId`. */
  readonly visibility?: Visibility;
  /** Unless given: now for a post that is published, and a post that was published before keeps its time. */
  readonly publishedAt?: Date | null;
  readonly written?: FuzzyDate | null;
  /** Who made this revision, and why; no part of the content. */
  readonly editorId?: string | null;
  readonly reason?: string | null;
}

export interface NewArticleDetails {
  /** Id of the event that the article tells of. */
  readonly reportsOnId?: string | null;
}

export interface NewNewsDetails {
  readonly outlet?: string | null;
  readonly externalUrl?: string | null;
}

export interface NewEventSpeaker {
  readonly position: number;
  readonly name: string;
  readonly title?: string | null;
  readonly personId?: string | null;
  readonly organisationId?: string | null;
}

export interface NewEventDetails {
  readonly seriesId?: string | null;
  readonly theme?: string | null;
  /** `FuzzyDate.unknown()` where nobody says. */
  readonly when: FuzzyDate;
  readonly startsAt?: Date | null;
  readonly endsAt?: Date | null;
  readonly place?: string | null;
  readonly organiserIds?: readonly string[];
  readonly speakers?: readonly NewEventSpeaker[];
}

export interface NewGoodPracticeDetails {
  readonly problem?: string | null;
  readonly approach?: string | null;
  readonly results?: string | null;
  readonly lessons?: string | null;
  readonly organisationIds?: readonly string[];
}

export interface NewChallengeDetails {
  readonly question: string;
  readonly opensAt?: Date | null;
  readonly closesAt?: Date | null;
  readonly hostId?: string | null;
}

export type NewDetails =
  | { readonly kind: PostKind.ARTICLE; readonly details?: NewArticleDetails }
  | { readonly kind: PostKind.NEWS; readonly details?: NewNewsDetails }
  | { readonly kind: PostKind.EVENT; readonly details: NewEventDetails }
  | { readonly kind: PostKind.GOOD_PRACTICE; readonly details?: NewGoodPracticeDetails }
  | { readonly kind: PostKind.CHALLENGE; readonly details: NewChallengeDetails };

export type NewPost = NewPostText & NewDetails;

/** An event as it is told of elsewhere; its text is plain. */
export type ImportedEvent = Omit<NewPostText, 'body'> & NewEventDetails & { readonly body: string };

/** A page, and what is known of it beside its text. Its language is the page's own. */
export type ImportedPage = Omit<NewPostText, 'slug' | 'title' | 'lang' | 'body'> & {
  readonly page: WiznessPage;
  /** A page holds a text and no more; a challenge or an event is made of more. */
  readonly kind: PostKind.ARTICLE | PostKind.NEWS | PostKind.GOOD_PRACTICE;
  /** Made of the title unless given. Give it where the title may yet change: the slug is what a page is known by. */
  readonly slug?: string;
  /** Id of the event that it tells of; only for an article. */
  readonly reportsOnId?: string | null;
};

export type PublishOutcome = 'CREATED' | 'REVISED' | 'UNCHANGED';

export interface PublishedPost {
  readonly post: Post;
  readonly outcome: PublishOutcome;
}
