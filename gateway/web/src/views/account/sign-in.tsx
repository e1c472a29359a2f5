import { useRouter } from '@tanstack/react-router';
import { MemberForm, TextField } from '../../account/member-form';
import { useMutation, useSession } from '../../account/use-session';
import { ExplorerRegister } from '../../generated/operations';
import { useLanguage, useTexts } from '../../language/language';
import { useSiteHref } from '../../shell/site-href';

const SignIn = () => {
  const { account } = useTexts();
  const session = useSession();
  const router = useRouter();
  const siteHref = useSiteHref();
  return (
    <section aria-labelledby="sign-in">
      <h2 id="sign-in">{account.signIn}</h2>
      <MemberForm
        button={account.signIn}
        send={async ({ email = '', password = '' }) => {
          const problems = await session.signIn(email, password);
          // What was loaded for everyone may show more to a member.
          if (problems.length === 0) await router.invalidate();
          return { problems };
        }}
      >
        <TextField name="email" label={account.email} type="email" autoComplete="email" />
        <TextField name="password" label={account.password} type="password" autoComplete="current-password" />
      </MemberForm>
      <p>
        <a href={siteHref('/forgotten-password')}>{account.forgotten}</a>
      </p>
    </section>
  );
};

const Register = () => {
  const { account } = useTexts();
  const language = useLanguage();
  const register = useMutation(ExplorerRegister);
  return (
    <section aria-labelledby="register">
      <h2 id="register">{account.register}</h2>
      <p className="muted">{account.registerHelp}</p>
      <MemberForm
        button={account.register}
        send={async ({ email = '', password = '', name = '', handle = '' }) => {
          const { problems } = await register({ input: { email, password, name, handle, locale: language } });
          return { problems, done: account.registered };
        }}
      >
        <TextField name="name" label={account.name} autoComplete="name" maxLength={100} />
        <TextField
          name="handle"
          label={account.handle}
          hint={account.handleHint}
          autoComplete="username"
          maxLength={40}
        />
        <TextField name="email" label={account.email} type="email" autoComplete="email" />
        <TextField
          name="password"
          label={account.password}
          hint={account.passwordHint}
          type="password"
          autoComplete="new-password"
          minLength={12}
        />
      </MemberForm>
    </section>
  );
};

/** For those who are not signed in. */
export const SignInOrRegister = () => (
  <div className="subject-groups">
    <SignIn />
    <Register />
  </div>
);
