import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NewTopic, PostKind } from '@wizness/content';
import type { Role } from '@wizness/kernel';
import type { NewOrganisation } from '@wizness/partnerships';
import { INFRA } from '../folders';

/**
 * The shape of `community.json`. It refers to organisations by any of their names, to members by handle, to posts and
 * comments by their key. Times are RFC 3339.
 */
export interface Community {
  readonly organisations: readonly NewOrganisation[];
  readonly members: readonly CommunityMember[];
  readonly topics: readonly NewTopic[];
  readonly series: readonly { readonly key: string; readonly name: string; readonly organiser: string }[];
  readonly posts: readonly CommunityPost[];
  readonly comments: readonly CommunityComment[];
  readonly ratings: readonly CommunityRating[];
}

interface CommunityMember {
  readonly handle: string;
  readonly name: string;
  readonly bio: string;
  readonly locale: string;
  readonly affiliation: { readonly organisation: string; readonly title: string; readonly verified: boolean } | null;
  readonly roles: readonly Role[];
  readonly joinedAt: string;
}

interface CommunityPostText {
  readonly key: string;
  readonly slug: string;
  readonly title: string;
  readonly lang: string;
  readonly summary: string;
  readonly body: string;
  readonly author: string | null;
  readonly writtenFor: string | null;
  readonly topics: readonly string[];
  readonly publishedAt: string;
}

interface CommunitySpeaker {
  readonly position: number;
  readonly name: string;
  readonly title: string;
  readonly organisation: string;
}

export interface CommunityEvent {
  readonly series: string;
  readonly theme: string;
  readonly when: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string;
  readonly organisers: readonly string[];
  readonly speakers: readonly CommunitySpeaker[];
}

export type CommunityPost = CommunityPostText &
  (
    | { readonly kind: `${PostKind.ARTICLE}` }
    | {
        readonly kind: `${PostKind.NEWS}`;
        readonly details: { readonly outlet: string; readonly externalUrl: string };
      }
    | { readonly kind: `${PostKind.EVENT}`; readonly details: CommunityEvent }
    | {
        readonly kind: `${PostKind.GOOD_PRACTICE}`;
        readonly details: Readonly<Record<'problem' | 'approach' | 'results' | 'lessons', string>> & {
          readonly organisations: readonly string[];
        };
      }
    | {
        readonly kind: `${PostKind.CHALLENGE}`;
        readonly details: {
          readonly question: string;
          readonly opensAt: string;
          readonly closesAt: string;
          readonly host: string;
          readonly contributions: readonly string[];
        };
      }
  );

interface CommunityComment {
  readonly key: string;
  readonly post: string;
  readonly parent: string | null;
  readonly author: string;
  readonly createdAt: string;
  readonly body: string;
}

export interface CommunityRating {
  readonly subject: { readonly kind: 'POST' | 'ORGANISATION' | 'PROGRAMME' | 'PARTNERSHIP'; readonly key: string };
  readonly author: string;
  readonly score: number;
  readonly createdAt: string;
  readonly review: { readonly lang: string; readonly title: string; readonly body: string } | null;
}

export const DEMO_FOLDER = join(INFRA, 'demo');

export const readCommunity = (): Community =>
  JSON.parse(readFileSync(join(DEMO_FOLDER, 'community.json'), 'utf8')) as Community;
