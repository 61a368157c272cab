// The pages that ask for an access key. What is typed as a secret shows as dots.
import { l10n } from 'vscode';
import {
  accessKeyIdProblem,
  awsAccessKeyIdProblem,
  isUsualAwsId,
  secretAccessKeyProblem,
} from '../model/accessKey';
import { asksSessionToken, canKeepKey, tokenUse, type Draft, type StoredKey } from './destinationDraft';
import type { Page } from './pages';

/**
 * Id, secret and, for temporary credentials, session token.
 * @param steps the numbers of the three pages
 * @param stored the access key that is there already: it is kept when the secret's box stays empty
 * @param when whether they are asked at all. Default: always
 */
export function accessKeyPages(
  steps: readonly [id: number, secret: number, token: number],
  stored?: StoredKey,
  when: (draft: Draft) => boolean = () => true,
): Page<Draft>[] {
  return [
    {
      kind: 'text',
      step: steps[0],
      placeholder: l10n.t('Access key id'),
      when,
      prompt: ({ provider }, text) =>
        text === '' || provider === 'other' || isUsualAwsId(text)
          ? l10n.t('The id of the access key, for example AKIAIOSFODNN7EXAMPLE.')
          : l10n.t('Ids of AWS begin with AKIA or ASIA, in capital letters. Is this one of AWS?'),
      initial: ({ accessKeyId }) => accessKeyId,
      problem: ({ provider }, text) =>
        provider === 'aws' ? awsAccessKeyIdProblem(text) : accessKeyIdProblem(text),
      take: (draft, accessKeyId) => ({ ...draft, accessKeyId }),
    },
    {
      kind: 'text',
      step: steps[1],
      placeholder: l10n.t('Secret access key'),
      password: true,
      when,
      prompt: (draft) =>
        canKeepKey(draft, stored)
          ? l10n.t('Leave this empty to keep the secret access key that is stored.')
          : whereKept(draft),
      initial: ({ secretAccessKey }) => secretAccessKey,
      problem: (draft, text) =>
        text === '' && canKeepKey(draft, stored) ? undefined : secretAccessKeyProblem(text),
      take: (draft, secretAccessKey) => ({ ...draft, secretAccessKey }),
    },
    {
      kind: 'text',
      step: steps[2],
      placeholder: l10n.t('Session token'),
      password: true,
      when: (draft) => when(draft) && asksSessionToken(draft, stored),
      prompt: (draft) =>
        tokenUse(draft) === 'required'
          ? l10n.t('The session token. Temporary credentials, whose ids begin with ASIA, need it.')
          : l10n.t('The session token, if the credentials are temporary. Leave this empty otherwise.'),
      initial: ({ sessionToken }) => sessionToken,
      problem: (draft, text) =>
        text === '' && tokenUse(draft) === 'required' ? l10n.t('Enter the session token.') : undefined,
      take: (draft, sessionToken) => ({ ...draft, sessionToken }),
    },
  ];
}

function whereKept({ credentials }: Draft): string {
  return credentials === 'ask'
    ? l10n.t('The secret access key. It stays in the memory of this window and is not stored.')
    : l10n.t("The secret access key. It is kept in VS Code's secret storage and nowhere else.");
}
