// Destinations from elsewhere: JSON as Copy Destination as JSON gives it, or addresses of buckets. What comes in is checked as
// settings are, and has no secrets.
import * as l10n from '@vscode/l10n';
import { defaultName, locationProblem, readBucketLocation, type BucketLocation } from './bucketLocation';
import { parseCommentedJson } from './commentedJson';
import { InvalidDestination, readDestination, type DestinationSettings } from './destination';
import { idOf } from './destinationId';
import { Failure } from './failure';

export interface ImportedDestination {
  /** The one that it wishes for: another destination may have it. */
  readonly id: string;
  readonly settings: DestinationSettings;
}

export class InvalidImport extends Failure {
  constructor(why: string) {
    super('invalid-import', {
      what: l10n.t('No destination was imported.'),
      why,
      next: l10n.t(
        'Correct it and import again: either JSON with destinations by id, or addresses of buckets.',
      ),
    });
  }
}

/** In characters. Nobody has so many destinations. */
export const longestImport = 1_000_000;

/**
 * The destinations of a text, which is JSON (also a whole settings file) or has addresses, one after the other.
 * @throws InvalidImport and nothing else. Values are not quoted: a misplaced one may be a secret
 */
export function readImport(text: string): ImportedDestination[] {
  if (text.length > longestImport) throw new InvalidImport(l10n.t('The text is too long.'));
  const imported = /^[\uFEFF\s]*[{[/"]/.test(text) ? fromJson(text) : fromAddresses(text);
  if (imported.length === 0) throw new InvalidImport(l10n.t('There is no destination in it.'));
  return imported;
}

/** What is copied of a destination: what the setting takes, with the id as the key. */
export function destinationJson({ id, settings }: ImportedDestination): string {
  return JSON.stringify({ [id]: settings }, undefined, 2);
}

/** A destination of a place, with nothing else said about it. */
export function importedFrom(
  location: BucketLocation,
  more: Partial<DestinationSettings> = {},
): ImportedDestination {
  const { bucket, folderPath, region } = location;
  const name = more.name ?? defaultName(location);
  const settings = {
    name,
    bucket,
    ...(folderPath !== '' && { folderPath }),
    ...(region !== undefined && { region }),
    ...more,
  };
  return checked(idOf(name), settings);
}

const settingName = 's3Destinations.destinations';

function fromJson(text: string): ImportedDestination[] {
  const value = parseCommentedJson(text);
  if (!isObject(value)) throw new InvalidImport(l10n.t('It is not JSON with an object in it.'));
  const destinations = Object.hasOwn(value, settingName) ? value[settingName] : value;
  if (!isObject(destinations)) throw new InvalidImport(l10n.t('It is not JSON with an object in it.'));
  return Object.entries(destinations).map(([id, settings]) => checked(id, settings));
}

/** In a box of one line the breaks between addresses are spaces; some write a comma or a semicolon. */
function fromAddresses(text: string): ImportedDestination[] {
  const addresses = text
    .split(/[\r\n]+|[\s,;]+(?=(?:s3[an]?|https?):\/\/|arn:)/i)
    .map((each) => each.replace(/[\s,;]+$/, ''))
    .filter((each) => each !== '');
  const imported = addresses.map((address, index) => importedFrom(locationIn(address, index + 1)));
  const ids = imported.map(({ settings }) => JSON.stringify(settings));
  return imported.filter((_, index) => ids.indexOf(ids[index] ?? '') === index);
}

function locationIn(address: string, number: number): BucketLocation {
  const location = readBucketLocation(address);
  const problem = location
    ? (listProblem(address) ?? locationProblem(location))
    : l10n.t('It is no address of a bucket.');
  if (!location || problem !== undefined)
    throw new InvalidImport(l10n.t('Address {0} cannot be used: {1}', number, problem ?? ''));
  return location;
}

/** What looks like a list is not taken for a folder path. */
function listProblem(address: string): string | undefined {
  return /[,;]\s/.test(address)
    ? l10n.t('It has a comma or a semicolon before a space. Give each address a line of its own.')
    : undefined;
}

/**
 * What is imported in place of a destination. One that is production stays so, and as open to schedules as it is: there are
 * a command and settings to change that, which somebody means.
 */
export function keepingProduction(
  imported: DestinationSettings,
  { production, unattended }: DestinationSettings,
): DestinationSettings {
  if (!production) return imported;
  const kept: DestinationSettings = { ...imported, production };
  delete kept.unattended;
  return unattended === undefined ? kept : { ...kept, unattended };
}

/** @throws InvalidImport */
function checked(id: string, settings: unknown): ImportedDestination {
  try {
    readDestination(id, settings);
    return { id, settings: settings as DestinationSettings };
  } catch (error) {
    if (!(error instanceof InvalidDestination)) throw error;
    throw new InvalidImport(`${error.explanation.what} ${error.explanation.why}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
