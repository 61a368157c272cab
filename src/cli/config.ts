// The destinations for the command line: the same setting as the extension's; the program's own from a settings file with
// comments.
import { readFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { parse, type ParseError } from 'jsonc-parser';
import { isTyped } from '../model/credentials';
import { readDestination, type Destination } from '../model/destination';
import { Failure } from '../model/failure';
import type { Host, Settings } from './host';

const section = 's3Destinations';
const settingName = `${section}.destinations`;

export class NoConfig extends Failure {
  constructor(file: string, why: string, cause?: unknown) {
    super(
      'no-config',
      {
        what: l10n.t('No destinations could be read from {0}.', file),
        why,
        next: l10n.t('Name the settings file with --config FILE.'),
      },
      { cause },
    );
  }
}

export class UnknownDestination extends Failure {
  constructor(id: string, known: readonly string[]) {
    super('unknown-destination', {
      what: l10n.t('There is no destination "{0}".', id),
      why:
        known.length === 0 ? l10n.t('None is registered.') : l10n.t('Registered are: {0}.', known.join(', ')),
      next: l10n.t('See s3-destinations list.'),
    });
  }
}

/** The destinations' settings by id, not validated yet. @throws NoConfig */
export async function readSettings(host: Host, file: string): Promise<Settings> {
  const destinations = (await host.settings(host.path(file)))[settingName];
  if (!isObject(destinations)) throw new NoConfig(file, l10n.t('It has no "{0}".', settingName));
  return destinations;
}

/** Another setting, not validated; undefined where it is not set. @throws NoConfig */
export async function readSetting(host: Host, file: string, name: string): Promise<unknown> {
  return (await host.settings(host.path(file)))[`${section}.${name}`];
}

/** All of a settings file. @throws NoConfig */
export async function readSettingsFile(file: string): Promise<Settings> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new NoConfig(file, l10n.t('The file cannot be read.'), error);
  });
  const errors: ParseError[] = [];
  const settings: unknown = parse(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || !isObject(settings))
    throw new NoConfig(file, l10n.t('It is not JSON with comments.'));
  return settings;
}

/** @throws NoConfig, UnknownDestination, InvalidDestination */
export async function findDestination(host: Host, file: string, id: string): Promise<Destination> {
  const settings = await readSettings(host, file);
  if (!Object.hasOwn(settings, id)) throw new UnknownDestination(id, Object.keys(settings));
  return readDestination(id, settings[id]);
}

/**
 * The same destination with credentials that the command line can reach: VS Code's secret storage is closed to it and
 * nobody is asked, so where an access key is meant, the environment and the AWS default chain answer.
 */
export function withReachableCredentials(destination: Destination): Destination {
  if (!isTyped(destination.credentials)) return destination;
  return { ...destination, credentials: { ...destination.credentials, type: 'default' } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
