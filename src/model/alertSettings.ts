// Who is told of scheduled runs, as it stands in the setting `s3Destinations.alerts`.
import * as l10n from '@vscode/l10n';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { alertEvents, type AlertEvent } from './alert';
import { Failure } from './failure';
import { schemaProblem } from './schemaProblem';

/** Without a name and password. What is not encrypted does not leave this machine. */
const webhookPattern =
  '^(?:https://[^/?#@\\s\\\\]+|http://(?:localhost|127\\.0\\.0\\.1|\\[::1\\])(?::[0-9]+)?)(?:[/?#]\\S*)?$';

const OneAlert = Type.Object(
  {
    on: Type.Optional(
      Type.Array(Type.Enum(alertEvents), {
        minItems: 1,
        uniqueItems: true,
        default: ['failure', 'deviation'],
        description:
          'What is told: a `failure`, a `success`, or a `deviation` of rows beyond `s3Destinations.push.rowCountDeviation`.',
      }),
    ),
    command: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 1,
        description:
          'A program and its arguments, run without a shell. It gets the alert as one line of JSON on its standard input and in variables such as `S3_DESTINATIONS_EVENT`, and has 30 seconds.',
      }),
    ),
    webhook: Type.Optional(
      Type.String({
        pattern: webhookPattern,
        patternErrorMessage:
          'An address begins with https://, or with http:// and localhost, and has no name and password.',
        description:
          'An address that the alert is posted to as JSON, with a sentence in `text` as incoming webhooks of Slack and Mattermost take it. One that is a secret belongs in `webhookVariable`.',
      }),
    ),
    webhookVariable: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
        patternErrorMessage: 'The name of a variable has letters, digits and "_", and begins with no digit.',
        description: 'The same with the address in this environment variable.',
      }),
    ),
    destinations: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        minItems: 1,
        description: 'Only of exports to these destinations, by their ids. Default: of all.',
      }),
    ),
  },
  {
    additionalProperties: false,
    description: 'One of `command`, `webhook` and `webhookVariable`, and when.',
  },
);

/** The setting. */
export const AlertSettings = Type.Array(OneAlert);

/** Somebody who is told. */
export interface AlertTarget {
  readonly on: readonly AlertEvent[];
  readonly to: AlertPlace;
  /** By their ids; undefined: exports to all destinations. */
  readonly destinations: readonly string[] | undefined;
}

export type AlertPlace =
  /** At least the program. */
  | { readonly command: readonly string[] }
  | { readonly webhook: string }
  /** Name of the environment variable that has the address. */
  | { readonly webhookVariable: string };

/** The setting of alerts does not follow its schema. */
export class InvalidAlerts extends Failure {
  constructor(why: string) {
    super('invalid-alerts', {
      what: l10n.t('Nobody can be told of scheduled exports.'),
      why,
      next: l10n.t('Correct the setting s3Destinations.alerts.'),
    });
  }
}

/** Whether an alert may be posted to an address. */
export function isWebhook(address: string): boolean {
  return new RegExp(webhookPattern, 'u').test(address) && URL.canParse(address);
}

/**
 * Reads the setting and fills in the defaults.
 * @param setting undefined: nobody is told
 * @throws InvalidAlerts. Values are not quoted: an address may be a secret
 */
export function readAlerts(setting: unknown): readonly AlertTarget[] {
  if (setting === undefined) return [];
  if (!Array.isArray(setting)) throw new InvalidAlerts(l10n.t('It is not a list.'));
  if (!Check(AlertSettings, setting)) throw new InvalidAlerts(schemaProblem(AlertSettings, setting));
  return setting.map((alert) => ({
    on: alert.on ?? ['failure', 'deviation'],
    to: placeOf(alert),
    destinations: alert.destinations,
  }));
}

/** @throws InvalidAlerts */
function placeOf({ command, webhook, webhookVariable }: Static<typeof OneAlert>): AlertPlace {
  if (webhook !== undefined && !isWebhook(webhook))
    throw new InvalidAlerts(l10n.t('The field "{0}" has a value that it cannot have.', 'webhook'));
  const places: AlertPlace[] = [
    ...(command ? [{ command }] : []),
    ...(webhook === undefined ? [] : [{ webhook }]),
    ...(webhookVariable === undefined ? [] : [{ webhookVariable }]),
  ];
  const [place] = places;
  if (!place || places.length > 1)
    throw new InvalidAlerts(l10n.t('An alert has exactly one of {0}.', 'command, webhook, webhookVariable'));
  return place;
}
