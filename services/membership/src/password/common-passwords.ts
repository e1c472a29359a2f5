import { boundedText } from '@wizness/kernel';

/**
 * Obvious passwords, written for this project from general knowledge: common words, names and keyboard patterns in
 * English and French. Each represents all its trivial variations: see {@link isCommonPassword}. It is not a list of
 * leaked passwords, which would need a service that keeps it current.
 */
const WORDS = `
password passwort motdepasse monmotdepasse lemotdepasse contrasena mypassword thepassword newpassword secret topsecret
changeme changemenow changezmoi letmein letmeinnow letmeinplease openthedoor opensesame sesameouvretoi sesame
administrator administrateur admin adminadmin superadmin superuser root rootroot toor guest visitor invite user utilisateur
welcome welcometo welcomeback bienvenue bonjour bonsoir bonjourbonjour hello hellohello helloworld hellothere salut coucou
iloveyou iloveyouso iloveyoubaby iloveyouforever iloveu ilovemyself ilovegod ilovemymom ilovemydad loveyou lovelove
loveforever jetaime jetaimefort jetaimemonamour monamour amour amouramour toujours moncoeur coeur cherie cheri chouchou
doudou loulou nounours bisous bisou princesse prince princess prettyprincess soleil lune etoile papillon chocolat
vanille caramel nutella fraise cerise ananas pomme orange banane sunshine starlight moonlight rainbow butterfly flower
summer winter spring autumn fall printemps hiver automne january february march april june july august september
october november december janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre monday
tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche
football basketball baseball softball volleyball hockey soccer tennis rugby swimming foot marseille olympique
olympiquedemarseille parissaintgermain paris paname lyon toulouse bordeaux bretagne france allezlesbleus vivelafrance
liverpool liverpoolfc manchester manchesterunited chelsea arsenal barcelona realmadrid juventus america canada london
england scotland ireland newyork california texas chicago boston dallas florida
dragon monkey tiger lion elephant dolphin dolphins eagle falcon phoenix panther wolf shadow kitty kitten puppy horse
unicorn licorne chaton chien lapin cheval dauphin
superman batman spiderman ironman wonderwoman captainamerica starwars startrek skywalker darthvader lordoftherings
harrypotter hogwarts gandalf pokemon pikachu naruto dragonball minecraft fortnite roblox callofduty playstation nintendo
zelda mario supermario sonic matrix trustno trustnoone whatever nothing nobody anything something everything
master mastermaster ninja samurai warrior killer hunter ranger soldier pirate knight wizard merlin hacker cheater
computer internet google facebook twitter instagram linkedin microsoft windows macintosh apple iphone android samsung
yahoo hotmail gmail outlook database server oracle mysql postgres postgresql docker kubernetes javascript typescript
default temporary temporaire test testtest testing tester testpassword example sample demo demodemo dummy
access accessgranted login loginlogin signin signmein connect connexion identifiant session security securite
family mafamille famille maman papa mamanpapa mother father sister brother grandma grandpa daughter babygirl babyboy
baby angel angelface guardianangel jesus jesuschrist jesusislord jesusloves christ godislove godisgood blessed amen
allah bismillah inchallah mohamed mohammed muhammad
michael jennifer jessica ashley nicole daniel matthew joshua andrew thomas robert william charlie charlotte alexander
alexandre alexandra nicolas sebastien christophe christopher elizabeth stephanie veronique isabelle catherine julien
juliette camille pauline mathilde guillaume benjamin samantha victoria anthony jonathan marie mariemarie jeanjean
pierre philippe patrick nathalie sandrine valerie laurent vincent antoine maxime clement florian
freedom liberte egalite fraternite libertegalitefraternite peace peaceandlove happy happiness bonheur bonneannee
happybirthday joyeuxanniversaire merrychristmas joyeuxnoel birthday anniversaire noel christmas halloween
money moneymoney million millionaire cash lucky luckyday luckynumber chance goodluck success diamond gold silver
rockandroll rockstar guitar guitare piano music musique metallica nirvana beatles madonna eminem
cheese pizza cookie coffee banana chocolate strawberry blueberry cupcake candy sugar honey pepper ginger whisky
mustang ferrari porsche mercedes corvette harley harleydavidson yamaha honda toyota peugeot renault citroen
blue red green purple yellow black white pink bleu rouge vert violet jaune noir blanc rose
correcthorsebatterystaple horsebatterystaple thisismypassword thisisapassword thisisnotapassword iforgot iforgotit
iforgotmypassword idontknow jenesaispas jaioublie forgotpassword passwordpassword passpass passphrase mypassphrase
longpassword strongpassword verystrongpassword securepassword mysecurepassword unhackable noonewillguess guessme
nevergiveup neversaynever carpediem hakunamatata liveyourlife livelaughlove justdoit yesican yeswecan
covid coronavirus quarantine lockdown confinement zoom teams company entreprise office bureau travail job boulot
wizness wiznessgraph wiznesscommunity community communaute durable developpementdurable sustainability sustainable
planet planete climate climat ecology ecologie environment environnement earth terre nature green energie
qwertyuiop qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm qwertyqwerty qwerty asdfghjkl asdfasdf asdfghjklzxcvbnm
zxcvbnm zxcvbnmasdfghjkl poiuytrewq lkjhgfdsa mnbvcxz azertyuiop azertyuiopqsdfghjklm azertyuiopqsdfghjklmwxcvbn
azertyazerty azerty qsdfghjklm wxcvbn poiuytreza mlkjhgfdsq qwertz qwertzuiop qwertzuiopasdfghjkl
abcdefghijkl abcdefghijklm abcdefghijklmnop abcdefghijklmnopqrstuvwxyz abcdef abcabc zyxwvutsrqpo alphabet
qazwsxedc qazwsxedcrfv qazwsx aqwzsxedc aqwzsxedcrfv zaqxswcde
`;

/** Keyboard and digit sequences, compared as they are. */
const RUNS = `
123456789012 1234567890123 12345678901234 123456789012345 1234567890123456 0123456789012 012345678910 123456789123
123456789123456789 12345678910 1234567891011 123456789101112 098765432109 0987654321098 987654321098 987654321987
112233445566 11223344556677 1122334455667788 111222333444 111222333444555 147258369147 147258369 159753456852 159357258456
123123123123 123321123321 121212121212 101010101010 696969696969 314159265358 314159265358979 271828182845 112358132134
1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc q1w2e3r4t5y6 qwer1234asdf
qwerty123456 asdf1234qwer zaq12wsxcde3 zaq1xsw2cde3 a1b2c3d4e5f6 a1b2c3d4e5f6g7 1a2b3c4d5e6f aaaa1111bbbb abcd1234abcd
abcd12345678 abc123abc123 1a2z3e4r5t6y 1a2z3e4r5t 1234qwerasdf 1234azerqsdf azer1234qsdf qwe123asd456 asd123qwe456
`;

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '3': 'e',
  '€': 'e',
  $: 's',
  '5': 's',
  '7': 't',
  '+': 't',
  '8': 'b',
};

/** In code units: more than any valid password or word that one is compared with. */
const MAX_LENGTH = 1024;

const unaccented = (text: string): string =>
  boundedText(text, MAX_LENGTH, 'password').normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
const lettersOnly = (text: string): string => text.replaceAll(/[^a-z]/g, '');
const trimNonLetters = (text: string): string => text.replaceAll(/^[^a-z]+|[^a-z]+$/g, '');
const asLetters = (text: string): string =>
  text.replaceAll(/[@4013!€$57+8]/g, (symbol) => LOOKS_LIKE[symbol] ?? symbol);

const words = new Set(WORDS.trim().split(/\s+/));
const runs = new Set(RUNS.trim().split(/\s+/));

/** Whether `text` is a short pattern repeated: `aaaaaaaaaaaa`, `abcabcabcabc`. */
const isRepetition = (text: string): boolean => /^(.{1,6}?)\1+$/su.test(text) || /^(.{1,3}?)\1{2,}.{0,4}$/su.test(text);

/**
 * Whether `password` is a common one or a trivial variation: other case or accents, digits and symbols at either end
 * (`Summer2026!!!`), symbols in place of letters (`P@ssw0rd`), symbols between words, a word twice.
 */
export const isCommonPassword = (password: string): boolean => {
  const plain = unaccented(password);
  if (runs.has(plain) || isRepetition(plain)) return true;
  const trimmed = trimNonLetters(plain);
  const variations = [trimmed, asLetters(trimmed), trimNonLetters(asLetters(plain)), lettersOnly(plain)];
  return variations.some((text) => {
    const word = lettersOnly(text);
    const half = word.slice(0, word.length / 2);
    return words.has(word) || (half + half === word && words.has(half));
  });
};

/** Lower case, without accents, and only letters and digits: for comparing a password with a word. */
export const lettersAndDigits = (text: string): string => unaccented(text).replaceAll(/[^a-z0-9]/g, '');
