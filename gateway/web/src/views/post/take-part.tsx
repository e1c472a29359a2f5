import { Link, useRouter } from '@tanstack/react-router';
import { MemberForm } from '../../account/member-form';
import { useMemberData, useMutation, useSessionStatus } from '../../account/use-session';
import {
  ExplorerCreateComment,
  ExplorerFollow,
  ExplorerPostMember,
  type ExplorerPostMemberQuery,
  ExplorerRate,
  ExplorerUnfollow,
} from '../../generated/operations';
import { useTexts } from '../../language/language';

type MemberPost = NonNullable<ExplorerPostMemberQuery['post']>;

interface Properties {
  readonly post: MemberPost;
  /** Shows what has changed. */
  readonly refresh: () => Promise<void>;
}

const SCORES = ['1', '2', '3', '4', '5'] as const;

const Rate = ({ post, refresh }: Properties) => {
  const { takePart } = useTexts();
  const rate = useMutation(ExplorerRate);
  return (
    <MemberForm
      button={takePart.rate}
      send={async ({ score = '' }) => {
        const { problems } = await rate({ input: { subjectId: post.id, score: Number(score) } });
        if (problems.length === 0) await refresh();
        return { problems, done: takePart.rated };
      }}
    >
      <fieldset className="picks" key={post.viewerRating?.score}>
        <legend>{takePart.yourRating}</legend>
        {SCORES.map((score) => (
          <label key={score} className="choice">
            <input
              type="radio"
              name="score"
              value={score}
              required
              defaultChecked={post.viewerRating?.score === Number(score)}
            />{' '}
            {score} ★
          </label>
        ))}
      </fieldset>
    </MemberForm>
  );
};

const Comment = ({ post, refresh }: Properties) => {
  const { takePart } = useTexts();
  const create = useMutation(ExplorerCreateComment);
  return (
    <MemberForm
      button={takePart.comment}
      send={async ({ body = '' }) => {
        const { problems } = await create({ input: { postId: post.id, body } });
        if (problems.length === 0) await refresh();
        return { problems, done: takePart.commented };
      }}
    >
      <label className="field">
        {takePart.yourComment}
        <textarea name="body" rows={4} required />
      </label>
    </MemberForm>
  );
};

interface FollowProperties {
  readonly target: { readonly id: string; readonly name: string; readonly viewerFollows: boolean | null } | null;
  readonly refresh: () => Promise<void>;
}

const Follow = ({ target, refresh }: FollowProperties) => {
  const { takePart } = useTexts();
  const [follow, unfollow] = [useMutation(ExplorerFollow), useMutation(ExplorerUnfollow)];
  if (!target) return null;
  const { id, name, viewerFollows } = target;
  return (
    <button
      type="button"
      aria-pressed={viewerFollows === true}
      onClick={() => {
        void (viewerFollows ? unfollow : follow)({ input: { id } }).then(refresh);
      }}
    >
      {takePart.follow(name)}
    </button>
  );
};

/** What a member can do with a post: rate it, comment on it, follow its author. Other readers get a link to sign in. */
export const TakePart = ({ slug }: { readonly slug: string }) => {
  const { takePart } = useTexts();
  const router = useRouter();
  const status = useSessionStatus();
  const { data, reload } = useMemberData(ExplorerPostMember, { slug });
  const refresh = async (): Promise<void> => {
    await Promise.all([reload(), router.invalidate()]);
  };
  if (status !== 'member') {
    return (
      <p>
        <Link to="/account">{takePart.signIn}</Link>
      </p>
    );
  }
  const post = data?.post;
  if (!post) return null;
  const isOwn = post.author?.id === data?.viewer?.member.id;
  return (
    <section aria-labelledby="take-part">
      <h2 id="take-part">{takePart.title}</h2>
      <p className="chips">
        {!isOwn && <Follow target={post.author} refresh={refresh} />}
        <Follow target={post.writtenFor} refresh={refresh} />
      </p>
      {!isOwn && <Rate post={post} refresh={refresh} />}
      <Comment post={post} refresh={refresh} />
    </section>
  );
};
