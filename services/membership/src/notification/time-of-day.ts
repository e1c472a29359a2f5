const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Whether `text` is a time of day to the minute: `07:30`. */
export const isTimeOfDay = (text: string): boolean => TIME.test(text);

/** Whether `text` is the name of an IANA time zone, such as `Europe/Paris`: an offset such as `+01:00` is none. */
export const isTimeZone = (text: string): boolean => {
  if (text.length > 100 || !/^[a-z]/i.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};
