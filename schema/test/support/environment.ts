/** Lets membership, which reads it when it is first opened, write its mails into `folder`. */
export const writeMailInto = (folder: string): void => {
  process.env['MAIL_DIR'] = folder;
};
