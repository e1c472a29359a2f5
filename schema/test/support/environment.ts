/** Makes membership write its mails into `folder`. Membership reads this setting when it is first opened. */
export const writeMailInto = (folder: string): void => {
  process.env['MAIL_DIR'] = folder;
};
