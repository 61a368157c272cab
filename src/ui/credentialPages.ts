// The pages of the wizard's step of credentials: whose they are and, with Assume a Role, which role they are to assume.
import { l10n } from 'vscode';
import { externalIdProblem, roleArnProblem } from '../model/credentials';
import { accessKeyPages } from './accessKeyPages';
import { readAwsProfiles } from './awsProfiles';
import type { Draft, StoredKey } from './destinationDraft';
import type { Choice, Page, PickPage, TextPage } from './pages';

/** The number of all of these pages. */
const step = 4;

/** @param stored the access key that the edited destination has, if any */
export function credentialPages(stored?: StoredKey): Page<Draft>[] {
  return [
    credentialsPage,
    roleArnPage,
    externalIdPage,
    roleSourcePage,
    ...accessKeyPages([step, step, step], stored, ({ credentials }) => credentials === 'accessKey'),
    profilePage,
  ];
}

/** A function: texts are translated when they are shown. */
function sources(): Choice[] {
  return [
    {
      value: 'accessKey',
      label: l10n.t('Access Key'),
      description: l10n.t("kept in VS Code's secret storage"),
    },
    {
      value: 'ask',
      label: l10n.t('Access Key, Asked Each Time'),
      description: l10n.t('once in each window, and not stored'),
    },
    {
      value: 'profile',
      label: l10n.t('AWS Profile'),
      description: l10n.t('from your AWS configuration files'),
    },
    {
      value: 'default',
      label: l10n.t('Default Chain'),
      description: l10n.t('whatever the AWS SDK finds: environment, shared files, container or instance'),
    },
  ];
}

function sourceOf(value: string): Draft['credentials'] {
  return value === 'profile' || value === 'default' || value === 'ask' ? value : 'accessKey';
}

const credentialsPage: PickPage<Draft> = {
  kind: 'pick',
  step,
  placeholder: l10n.t('Which credentials sign the requests?'),
  choices: () => [
    ...sources(),
    {
      value: 'role',
      label: l10n.t('Assume a Role…'),
      description: l10n.t('with an access key, a profile or the default chain'),
    },
  ],
  initial: ({ credentials, assumesRole }) => (assumesRole ? 'role' : credentials),
  take: (draft, value) =>
    value === 'role'
      ? { ...draft, assumesRole: true }
      : { ...draft, assumesRole: false, credentials: sourceOf(value) },
};

const roleArnPage: TextPage<Draft> = {
  kind: 'text',
  step,
  placeholder: 'arn:aws:iam::123456789012:role/exporter',
  when: assumesRole,
  prompt: () => l10n.t('The ARN of the role whose credentials sign the requests.'),
  initial: ({ roleArn }) => roleArn,
  problem: (_, text) => roleArnProblem(text),
  take: (draft, roleArn) => ({ ...draft, roleArn }),
};

const externalIdPage: TextPage<Draft> = {
  kind: 'text',
  step,
  placeholder: l10n.t('External id'),
  when: assumesRole,
  prompt: () =>
    l10n.t("The external id, if the role's trust policy asks for one. Leave this empty otherwise."),
  initial: ({ externalId }) => externalId,
  problem: (_, text) => (text === '' ? undefined : externalIdProblem(text)),
  take: (draft, externalId) => ({ ...draft, externalId }),
};

const roleSourcePage: PickPage<Draft> = {
  kind: 'pick',
  step,
  placeholder: l10n.t('Which credentials assume the role?'),
  when: assumesRole,
  choices: sources,
  initial: ({ credentials }) => credentials,
  take: (draft, value) => ({ ...draft, credentials: sourceOf(value) }),
};

const profilePage: PickPage<Draft> = {
  kind: 'pick',
  step,
  placeholder: l10n.t('The AWS profile; choose one or type another'),
  when: ({ credentials }) => credentials === 'profile',
  choices: async (): Promise<Choice[]> =>
    (await readAwsProfiles()).map(({ name }) => ({ value: name, label: name })),
  initial: ({ profile }) => profile,
  accepts: () => true,
  take: (draft, profile) => ({ ...draft, profile }),
};

function assumesRole(draft: Draft): boolean {
  return draft.assumesRole;
}
