/** A text in the languages of the mails. */
export interface InEachLanguage {
  readonly fr: string;
  readonly en: string;
}

/** Where measures apply: Regulation (EU) 2022/2065, Art. 17(3)(a). */
export const SCOPE: InEachLanguage = { fr: 'partout sur ce service', en: 'everywhere on this service' };

/** A day in words, UTC. */
export const dayOf = (instant: Date, lang: 'fr' | 'en'): string =>
  new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(instant);

/** How the member concerned can appeal here: Art. 17(3)(f). */
export const appealHere = (until: Date): InEachLanguage => ({
  fr: `Vous pouvez faire appel ici jusqu’au ${dayOf(until, 'fr')}, sans frais ; un autre modérateur décide`,
  en: `You can appeal here until ${dayOf(until, 'en')}, free of charge; another moderator decides`,
});

/** Where else the member can turn, besides an appeal here. */
export const APPEAL_ELSEWHERE: InEachLanguage = {
  fr: 'Vous pouvez aussi vous adresser à un organisme de règlement extrajudiciaire des litiges, ou à un tribunal.',
  en: 'You can also turn to an out-of-court dispute settlement body, or to a court.',
};
