// A link that opens VS Code and fills in the wizard: `vscode://s3-destinations.s3-destinations/add?bucket=…`. Anybody can have
// made one, so what it says is checked as settings are, and it never carries a secret.
import * as l10n from '@vscode/l10n';
import {
  InvalidDestination,
  readDestination,
  type Destination,
  type DestinationSettings,
} from './destination';
import { Failure } from './failure';
import { readFormatType } from './format';
import { isSecretField } from './misplacedSecret';

export class InvalidLink extends Failure {
  constructor(why: string) {
    super('invalid-link', {
      what: l10n.t('No destination can be added by this link.'),
      why,
      next: l10n.t('Ask whoever gave it to you for another one, or add the destination by hand.'),
    });
  }
}

/** What a link may say. */
const parameters = ['bucket', 'folderPath', 'region', 'endpoint', 'pathStyle', 'name', 'format'] as const;
type Parameter = (typeof parameters)[number];

/**
 * What the query of a link says of a destination. It says nothing of credentials.
 * @param query as VS Code gives it: decoded once
 * @throws InvalidLink and nothing else
 */
export function readDestinationLink(query: string): DestinationSettings {
  const said = new Map<string, string>();
  for (const [name, value] of pairsOf(query)) {
    refuse(name, said);
    said.set(name, value);
  }
  const settings = settingsOf((name) => said.get(name));
  try {
    readDestination('link', settings);
  } catch (error) {
    throw error instanceof InvalidDestination ? new InvalidLink(error.explanation.why) : error;
  }
  return settings;
}

/** The link that another person adds the same destination by, but for its credentials and what the wizard does not ask. */
export function destinationLink(scheme: string, extensionId: string, destination: Destination): string {
  const { bucket, folderPath, region, endpoint, pathStyle, name, format } = destination;
  const texts: Readonly<Record<Parameter, string | undefined>> = {
    ...{ bucket, folderPath, region, endpoint, name, format: format.type },
    pathStyle: pathStyle ? 'true' : undefined,
  };
  const said = parameters.flatMap((parameter) => {
    const text = texts[parameter];
    // Half a surrogate pair, which JSON may have, has no place in an address.
    return text ? [`${parameter}=${encodeURIComponent(withoutAmpersands(text.toWellFormed()))}`] : [];
  });
  return `${scheme}://${extensionId}/add?${said.join('&')}`;
}

/** A name is cut short: somebody else has written it. */
function refuse(name: string, said: ReadonlyMap<string, string>): void {
  const shown = name.slice(0, 50);
  if (isSecretField(name))
    throw new InvalidLink(l10n.t('It has the parameter "{0}", and a link never carries secrets.', shown));
  if (!parameters.some((each) => each === name))
    throw new InvalidLink(l10n.t('There is no parameter "{0}".', shown));
  if (said.has(name)) throw new InvalidLink(l10n.t('It has the parameter "{0}" twice.', shown));
}

function settingsOf(text: (name: Parameter) => string | undefined): DestinationSettings {
  const [name, folderPath, region, endpoint] = [
    text('name'),
    text('folderPath'),
    text('region'),
    text('endpoint'),
  ];
  const [pathStyle, format] = [readPathStyle(text('pathStyle')), readFormat(text('format'))];
  return {
    ...(name !== undefined && { name }),
    bucket: text('bucket') ?? '',
    ...(folderPath !== undefined && { folderPath }),
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(pathStyle !== undefined && { pathStyle }),
    ...(format !== undefined && { format: { type: format } }),
  };
}

function readPathStyle(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (text !== 'true' && text !== 'false')
    throw new InvalidLink(l10n.t('The parameter "{0}" is true or false.', 'pathStyle'));
  return text === 'true';
}

function readFormat(text: string | undefined): ReturnType<typeof readFormatType> {
  const format = text === undefined ? undefined : readFormatType(text);
  if (text !== undefined && format === undefined)
    throw new InvalidLink(l10n.t('The parameter "{0}" is one of {1}.', 'format', 'csv, tsv, json'));
  return format;
}

function pairsOf(query: string): [name: string, value: string][] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [, name = '', value = ''] = /^([^=]*)=?([^]*)$/.exec(pair) ?? [];
      return [name, withAmpersands(value)];
    });
}

/** VS Code decodes a query before anybody can take it apart. So an ampersand inside of a value is encoded twice. */
function withoutAmpersands(text: string): string {
  return text.replace(/%(?=(?:25)*26)/g, '%25').replaceAll('&', '%26');
}

function withAmpersands(text: string): string {
  return text.replace(/%((?:25)*)26/g, (_, escapes: string) =>
    escapes === '' ? '&' : `%${escapes.slice(2)}26`,
  );
}
