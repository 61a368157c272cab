// Where a destination's credentials come from. A part of its settings, without a place for a secret, on purpose.
import * as l10n from '@vscode/l10n';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { endpointPattern, endpointPatternMessage } from './endpoint';
import { noSecretFields } from './misplacedSecret';

/** The parameters of AssumeRole. Source of the limits: its page in the AWS STS API Reference. */
export const AssumeRoleSettings = Type.Object(
  {
    roleArn: Type.String({
      pattern: '^arn:\\S+$',
      patternErrorMessage: 'The ARN of a role looks like "arn:aws:iam::123456789012:role/exporter".',
      minLength: 20,
      maxLength: 2048,
      description: 'The ARN of the role, for example `arn:aws:iam::123456789012:role/exporter`.',
    }),
    externalId: Type.Optional(
      Type.String({
        pattern: '^[\\w+=,.@:/-]+$',
        minLength: 2,
        maxLength: 1224,
        description: "The external id that the role's trust policy asks for. Default: none is sent.",
      }),
    ),
    sessionName: Type.Optional(
      Type.String({
        pattern: '^[\\w+=,.@-]+$',
        minLength: 2,
        maxLength: 64,
        default: 's3-destinations',
        description: 'What the session is called in the logs of AWS.',
      }),
    ),
    durationSeconds: Type.Optional(
      Type.Integer({
        minimum: 900,
        maximum: 43_200,
        default: 3600,
        description:
          'How long a session lasts, in seconds; at most what the role allows. Sessions are renewed, also in the middle of a push.',
      }),
    ),
    stsEndpoint: Type.Optional(
      Type.String({
        pattern: endpointPattern,
        patternErrorMessage: endpointPatternMessage,
        description:
          "The address that is asked for the role's credentials. Default: the destination's endpoint or, without one, AWS STS in the destination's region.",
      }),
    ),
  },
  {
    ...noSecretFields,
    additionalProperties: false,
    description: 'A role to assume with these credentials. Its own then sign the requests to the bucket.',
  },
);
export type AssumeRoleSettings = Static<typeof AssumeRoleSettings>;

export const defaultSessionName = 's3-destinations';

const assumeRole = Type.Optional(AssumeRoleSettings);

export const CredentialsSettings = Type.Union(
  [
    Type.Object(
      { type: Type.Literal('accessKey'), assumeRole },
      {
        ...noSecretFields,
        additionalProperties: false,
        description:
          "An access key, kept in VS Code's secret storage. Adobe calls it *Access key and secret key*.",
      },
    ),
    Type.Object(
      { type: Type.Literal('ask'), assumeRole },
      {
        ...noSecretFields,
        additionalProperties: false,
        description: 'An access key that each window asks for when it first needs it, and never stores.',
      },
    ),
    Type.Object(
      { type: Type.Literal('profile'), profile: Type.String({ minLength: 1 }), assumeRole },
      {
        ...noSecretFields,
        additionalProperties: false,
        description: 'A named profile of your AWS configuration files.',
      },
    ),
    Type.Object(
      { type: Type.Literal('default'), assumeRole },
      {
        ...noSecretFields,
        additionalProperties: false,
        description:
          "The AWS SDK's default chain: environment, shared files, web identity, container or instance.",
      },
    ),
  ],
  { description: 'Where the credentials come from. Secrets never stand in settings.' },
);
export type CredentialsSettings = Static<typeof CredentialsSettings>;

/** Whether a person types the access key, to be stored or not. */
export function isTyped({ type }: Pick<CredentialsSettings, 'type'>): boolean {
  return type === 'accessKey' || type === 'ask';
}

/** Says what is wrong with the ARN of a role, or nothing. */
export function roleArnProblem(text: string): string | undefined {
  if (Check(AssumeRoleSettings.properties.roleArn, text)) return undefined;
  return l10n.t('The ARN of a role looks like {0}.', 'arn:aws:iam::123456789012:role/exporter');
}

/** Says what is wrong with an external id, or nothing. */
export function externalIdProblem(text: string): string | undefined {
  if (Check(AssumeRoleSettings.properties.externalId, text)) return undefined;
  return l10n.t('An external id has 2 to 1,224 letters, digits and {0}.', '+ = , . @ : / - _');
}
