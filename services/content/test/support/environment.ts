/** Runs `work` as a server in another time zone does, and sets the zone back. */
export const inTimeZone = async (zone: string, work: () => Promise<void>): Promise<void> => {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
};
