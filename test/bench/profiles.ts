// Made-up profiles as an audience export has them, one JSON object a line, the same ones for the same seed. What a value
// may hold that makes exporting hard is in them: other scripts, quotes, commas, tabs, line breaks, nulls, missing keys.

/** The segment that every profile is in. */
export const segmentId = '12341e18-abcd-49c2-836d-123c88e76c39';

/**
 * What is exported, in this order. It must be what our engine finds by itself: it takes all leaf paths of the first 1,000
 * records in the order in which they are first seen. So the first profile has all of these, and what is in no column
 * (`identityMap`, `interests`) comes only behind the first 1,000.
 */
export const columns = [
  ['person', 'name', 'firstName'],
  ['person', 'name', 'lastName'],
  ['person', 'birthDate'],
  ['personalEmail', 'address'],
  ['homeAddress', 'street1'],
  ['homeAddress', 'city'],
  ['homeAddress', 'postalCode'],
  ['homeAddress', 'countryCode'],
  ['segmentMembership', 'ups', segmentId, 'status'],
  ['segmentMembership', 'ups', segmentId, 'lastQualificationTime'],
  ['loyalty', 'level'],
  ['loyalty', 'points'],
  ['notes'],
].map((path) => ({ path, header: path.join('_') }));

/** The first row of CSV. */
export const csvHeader = `${columns.map(({ header }) => header).join()}\n`;

const completeProfiles = 1000;

const firstNames = [
  'Anna',
  'Zoë',
  'Łukasz',
  'José María',
  'Mary "Molly"',
  'Ολυμπία',
  'Марина',
  '美咲',
  'Seán',
  'Li',
];
const lastNames = ['Smith', "O'Neill", 'Lüdenscheidt', 'García, Jr.', 'Иванова', '山田', 'Nguyễn', 'Brown'];
const streets = ['Main Street', 'Rue de l’Église', 'Königsallee', 'Calle Mayor, 3', '"The Barn",'];
const cities = ['Springfield', 'Zürich', '東京', 'São Paulo', 'Kraków', 'Washington, D.C.', 'Αθήνα', 'Lyon'];
const countries = ['US', 'CH', 'JP', 'BR', 'PL', 'GR', 'FR', 'DE'];
const levels = ['bronze', 'silver', 'gold', 'platinum'];
const interests = ['hiking', 'opera', 'café culture', 'cycling', 'gardening', 'chess', 'cinema'];
const notes = [
  'Prefers e-mail.',
  'Called, wants a refund.',
  'Said: "Never on Mondays"',
  'Moved.\nNew address confirmed.',
  'Size 42\tcolour: navy',
  'Très satisfaite 🎉',
];

/**
 * Profiles, in batches of 1,000.
 * @param seed a whole number; each makes other profiles
 */
export function* profiles(seed: number, count: number): Generator<Profile[]> {
  const random = randomNumbers(seed);
  for (let from = 0; from < count; from += 1000) {
    const length = Math.min(1000, count - from);
    yield Array.from({ length }, (_, index) => profile(from + index, random));
  }
}

export interface Profile {
  readonly [key: string]: Profile | readonly unknown[] | string | number | null;
}

export function toNdjson(profile: Profile): string {
  return `${JSON.stringify(profile)}\n`;
}

/** The columns of a profile as a row of CSV. */
export function toCsv(profile: Profile): string {
  return `${columns.map(({ path }) => csvText(valueAt(profile, path))).join()}\n`;
}

/** Random whole numbers from 0 to less than `below`: mulberry32, a public-domain generator of 32 bits. */
type Random = (below: number) => number;

function randomNumbers(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function profile(index: number, random: Random): Profile {
  const complete = index === 0;
  const oneIn = (times: number) => !complete && random(times) === 0;
  const [firstName, lastName] = [pick(firstNames, random), pick(lastNames, random)];
  return {
    person: {
      name: { firstName, lastName },
      ...(!oneIn(20) && { birthDate: oneIn(10) ? null : date(random, 1930, 80) }),
    },
    personalEmail: { address: oneIn(25) ? null : `c${random(1e9)}@example.com` },
    homeAddress: address(oneIn, random),
    segmentMembership: { ups: { [segmentId]: membership(random) } },
    ...(!oneIn(8) && { loyalty: { level: pick(levels, random), points: random(100_000) } }),
    ...(complete || oneIn(2) ? { notes: oneIn(10) ? null : pick(notes, random) } : {}),
    ...(index >= completeProfiles && oneIn(4) ? inNoColumn(random) : {}),
  };
}

function address(oneIn: (times: number) => boolean, random: Random): Profile {
  const place = random(cities.length);
  return {
    ...(!oneIn(15) && { street1: `${pick(streets, random)} ${1 + random(250)}` }),
    city: cities[place] ?? null,
    postalCode: oneIn(30) ? null : String(10_000 + random(90_000)),
    countryCode: countries[place] ?? null,
  };
}

function membership(random: Random): Profile {
  const status = random(10) === 0 ? 'exited' : 'realized';
  return {
    status,
    lastQualificationTime: `${date(random, 2023, 3)}T${two(random(24))}:${two(random(60))}:00Z`,
  };
}

function inNoColumn(random: Random): Profile {
  if (random(2) === 0) return { interests: Array.from({ length: random(3) }, () => pick(interests, random)) };
  return { identityMap: { crm: [{ id: String(random(1e9)) }] } };
}

function date(random: Random, firstYear: number, years: number): string {
  return `${firstYear + random(years)}-${two(1 + random(12))}-${two(1 + random(28))}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function pick<T>(values: readonly T[], random: Random): T {
  return values[random(values.length)] as T;
}

function valueAt(profile: Profile, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Profile | undefined)?.[key], profile);
}

function csvText(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
