import { type Language, textsIn } from '../language/language';

/** Why there is no view. */
export type ProblemKind = 'notFound' | 'gone' | 'tooMany' | 'unavailable';

interface Properties {
  readonly kind: ProblemKind;
  readonly basepath: string;
  readonly language: Language;
}

/** A page without the application: why there is nothing at this address, and a way on. */
export const Problem = ({ kind, basepath, language }: Properties) => {
  const { site, states } = textsIn(language);
  return (
    <>
      <header className="bar">
        <a className="site" href={basepath}>
          {site}
        </a>
      </header>
      <main className="page problem">
        <h1>{states[`${kind}Title`]}</h1>
        <p>{states[kind]}</p>
        <p>
          <a href={basepath}>{states.toFront}</a>
        </p>
      </main>
    </>
  );
};
