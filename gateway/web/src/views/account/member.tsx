import { Link, useRouter } from '@tanstack/react-router';
import { useMemberData, useMutation, useSession } from '../../account/use-session';
import {
  ExplorerAccount,
  ExplorerMarkNotificationsRead,
  ExplorerNotificationSettings,
} from '../../generated/operations';
import { useEnumLabel, useTexts } from '../../language/language';
import { Avatar } from '../../parts/avatar';
import { Instant } from '../../parts/instant';
import { Decisions } from './decisions';
import { EraseAccount, TakeData } from './own-data';
import { OwnPicture } from './own-picture';
import type { Viewer } from './viewer';

const Notifications = ({ viewer, reload }: { readonly viewer: Viewer; readonly reload: () => Promise<void> }) => {
  const { account } = useTexts();
  const markRead = useMutation(ExplorerMarkNotificationsRead);
  const { nodes } = viewer.notifications;
  return (
    <section aria-labelledby="notifications">
      <h2 id="notifications">{account.notifications(viewer.unreadNotificationCount)}</h2>
      {nodes.length === 0 && <p className="muted">{account.noNotifications}</p>}
      <ul className="subjects">
        {nodes.map(({ id, message, occurredAt, readAt }) => (
          <li key={id}>
            {readAt === null ? <strong>{message}</strong> : message}{' '}
            <span className="muted">
              <Instant at={occurredAt} />
            </span>
          </li>
        ))}
      </ul>
      {viewer.unreadNotificationCount > 0 && (
        <button
          type="button"
          onClick={() => {
            void markRead({ input: { ids: nodes.map(({ id }) => id) } }).then(reload);
          }}
        >
          {account.markRead}
        </button>
      )}
    </section>
  );
};

const Settings = ({ viewer, reload }: { readonly viewer: Viewer; readonly reload: () => Promise<void> }) => {
  const { account } = useTexts();
  const update = useMutation(ExplorerNotificationSettings);
  const { weeklyDigest } = viewer.notificationSettings;
  return (
    <section aria-labelledby="settings">
      <h2 id="settings">{account.settings}</h2>
      <label className="choice">
        <input
          type="checkbox"
          checked={weeklyDigest}
          onChange={() => {
            void update({ input: { weeklyDigest: !weeklyDigest } }).then(reload);
          }}
        />{' '}
        {account.weeklyDigest}
      </label>
    </section>
  );
};

const OwnPosts = ({ viewer }: { readonly viewer: Viewer }) => {
  const { account } = useTexts();
  const enumLabel = useEnumLabel();
  const posts = viewer.member.posts?.nodes ?? [];
  return (
    <section aria-labelledby="own-posts">
      <h2 id="own-posts">{account.posts}</h2>
      <ul className="subjects">
        {posts.map(({ id, slug, title, status, lang }) => (
          <li key={id}>
            <Link to="/posts/$slug" params={{ slug }} lang={lang}>
              {title}
            </Link>{' '}
            <span className="muted">{enumLabel('PostStatus', status)}</span>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/write">{account.write}</Link>
      </p>
    </section>
  );
};

/** Pages for work on the graph, by the roles that may open them. */
const WORK = [
  ['/edit/import', 'import', ['EDITOR', 'ADMIN']],
  ['/edit/duplicates', 'duplicates', ['EDITOR', 'ANALYST', 'ADMIN']],
  ['/edit/queue', 'queue', ['MODERATOR', 'ADMIN']],
] as const;

const Work = ({ viewer }: { readonly viewer: Viewer }) => {
  const { edit } = useTexts();
  const pages = WORK.filter(([, , roles]) =>
    viewer.member.roles.some((role) => (roles as readonly string[]).includes(role)),
  );
  if (pages.length === 0) return null;
  return (
    <section aria-labelledby="work">
      <h2 id="work">{edit.title}</h2>
      <ul className="inline">
        {pages.map(([path, name]) => (
          <li key={path}>
            <Link to={path}>{edit[name].title}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** What a member sees of their account, in one request. */
export const Member = () => {
  const { account, states } = useTexts();
  const session = useSession();
  const router = useRouter();
  const { data, reload } = useMemberData(ExplorerAccount, {});
  const viewer = data?.viewer;
  const signOut = async (): Promise<void> => {
    await session.signOut();
    await router.invalidate();
  };
  if (!viewer) return <p role="status">{states.loading}</p>;
  return (
    <>
      <p>
        <Avatar picture={viewer.member.avatar} size={48} /> {viewer.member.name}{' '}
        <span className="muted">@{viewer.member.handle}</span>{' '}
        <button type="button" onClick={() => void signOut()}>
          {account.signOut}
        </button>
      </p>
      <Work viewer={viewer} />
      <Notifications viewer={viewer} reload={reload} />
      <Decisions viewer={viewer} reload={reload} />
      <OwnPosts viewer={viewer} />
      <OwnPicture viewer={viewer} reload={reload} />
      <Settings viewer={viewer} reload={reload} />
      <TakeData viewer={viewer} reload={reload} />
      <EraseAccount viewer={viewer} onErased={signOut} />
    </>
  );
};
