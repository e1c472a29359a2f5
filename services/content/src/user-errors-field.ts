/** Options of the `userErrors` field of every payload. */
export const USER_ERRORS = { description: 'Errors that the user can correct; empty on success.' };
