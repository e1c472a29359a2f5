/**
 * Lower bound of the Wilson score interval (95 %, z = 1.96) for the share of helpful votes, with z²/4 = 0.9604; 0 without
 * votes. Rounded, so that cursors stay short. As SQL on ratings with the given alias, for lists and for the index that they
 * read, which must hold this very expression: a change needs a migration that creates the index again.
 */
export const helpfulness = (alias: string): string => {
  const [helpful, unhelpful] = [`${alias}.helpful`, `${alias}.unhelpful`];
  return (
    `round((${helpful} + 1.9208 - 1.96 * sqrt(${helpful} * 1.0 * ${unhelpful}` +
    ` / greatest(${helpful} + ${unhelpful}, 1) + 0.9604)) / (${helpful} + ${unhelpful} + 3.8416), 9)`
  );
};
