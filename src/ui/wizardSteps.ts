// The pages of the destination wizard: six steps, some of them with more than one question.
import { l10n } from 'vscode';
import { bucketTextProblem, defaultName } from '../model/bucketLocation';
import { folderPathProblem } from '../model/bucketName';
import { explain } from '../model/failure';
import { awsRegions } from './awsRegions';
import { credentialPages } from './credentialPages';
import { exampleKey, takeBucket, type Draft, type StoredKey } from './destinationDraft';
import { endpointProblem, isUnencrypted } from '../model/endpoint';
import { readFormatType } from '../model/format';
import type { Choice, Page, PickPage, TextPage } from './pages';

/**
 * All pages, in order.
 * @param stored the access key that the edited destination has, if any
 */
export function destinationPages(stored?: StoredKey): Page<Draft>[] {
  return [
    bucketPage,
    folderPathPage,
    providerPage,
    endpointPage,
    addressingPage,
    regionPage,
    ...credentialPages(stored),
    formatPage,
    namePage,
  ];
}

const bucketPage: TextPage<Draft> = {
  kind: 'text',
  step: 1,
  placeholder: l10n.t('Bucket name, or s3://bucket/folder/path'),
  prompt: () =>
    l10n.t(
      "The bucket that exports are pushed to. You may paste an s3:// address, a web address of Amazon S3, a page of its console or the bucket's ARN.",
    ),
  initial: ({ bucket }) => bucket,
  problem: (_, text) => bucketTextProblem(text),
  take: takeBucket,
};

const folderPathPage: TextPage<Draft> = {
  kind: 'text',
  step: 2,
  placeholder: l10n.t('Folder path; empty for the top of the bucket'),
  prompt: (draft, text) => {
    const macros = '%SEGMENT_NAME%, %SEGMENT_ID%, %DATETIME(yyyy/MM)%';
    const example = keyProblem(draft, text)
      ? undefined
      : exampleKey({ ...draft, folderPath: text }, new Date());
    if (example === undefined) return l10n.t('Macros: {0}.', macros);
    return l10n.t('Macros: {0}. Example of a key: {1}', macros, example);
  },
  initial: ({ folderPath }) => folderPath,
  problem: (draft, text) => folderPathProblem(text) ?? keyProblem(draft, text),
  take: (draft, folderPath) => ({ ...draft, folderPath }),
};

/** What keeps a folder path from becoming a key: a macro that is not known. */
function keyProblem(draft: Draft, folderPath: string): string | undefined {
  try {
    exampleKey({ ...draft, folderPath }, new Date());
    return undefined;
  } catch (error) {
    const { what, why } = explain(error);
    return `${what} ${why}`;
  }
}

const providerPage: PickPage<Draft> = {
  kind: 'pick',
  step: 3,
  placeholder: l10n.t('Where is the bucket?'),
  choices: () => [
    { value: 'aws', label: 'Amazon S3' },
    {
      value: 'other',
      label: l10n.t('Other S3-Compatible Store'),
      description: l10n.t('MinIO, Ceph, Cloudflare R2 and others, by their endpoint'),
    },
  ],
  initial: ({ provider }) => provider,
  take: (draft, value) => ({ ...draft, provider: value === 'other' ? 'other' : 'aws' }),
};

const endpointPage: TextPage<Draft> = {
  kind: 'text',
  step: 3,
  placeholder: 'https://minio.example.com',
  when: isOther,
  prompt: (_, text) =>
    isUnencrypted(text)
      ? l10n.t('Over http:// your exports travel unencrypted. Prefer https:// where the store has it.')
      : l10n.t("The store's endpoint, without the bucket."),
  initial: ({ endpoint }) => endpoint,
  problem: (_, text) => endpointProblem(text),
  take: (draft, endpoint) => ({ ...draft, endpoint }),
};

const addressingPage: PickPage<Draft> = {
  kind: 'pick',
  step: 3,
  placeholder: l10n.t('How does the store want to be addressed?'),
  when: isOther,
  choices: ({ endpoint, bucket }) => {
    const { protocol, host } = new URL(endpoint);
    return [
      { value: 'path', label: l10n.t('Path Style'), description: `${protocol}//${host}/${bucket}/…` },
      {
        value: 'host',
        label: l10n.t('Virtual-Hosted Style'),
        description: `${protocol}//${bucket}.${host}/…`,
      },
    ];
  },
  initial: ({ addressing }) => addressing,
  take: (draft, value) => ({ ...draft, addressing: value === 'host' ? 'host' : 'path' }),
};

const regionPage: PickPage<Draft> = {
  kind: 'pick',
  step: 3,
  placeholder: l10n.t("The bucket's region; choose one or type another"),
  choices: (draft) => [
    ...(isOther(draft) ? [] : [findRegion()]),
    ...awsRegions.map(([value, place]) => ({ value, label: value, description: place })),
  ],
  initial: (draft) => draft.region || (isOther(draft) ? 'us-east-1' : findRegion().value),
  accepts: (text) => /^[a-z0-9-]+$/.test(text),
  take: (draft, value) => ({ ...draft, region: value === findRegion().value ? '' : value }),
};

/** AWS tells whoever asks where a bucket is. Its value is none that could be typed. */
function findRegion(): Choice {
  return {
    value: '*',
    label: l10n.t('Find Automatically'),
    description: l10n.t('the check at the end asks the bucket'),
  };
}

const formatPage: PickPage<Draft> = {
  kind: 'pick',
  step: 5,
  placeholder: l10n.t('The format of the exports'),
  choices: () => [
    { value: 'csv', label: 'CSV', description: l10n.t('comma-separated, .csv') },
    { value: 'tsv', label: 'TSV', description: l10n.t('tab-separated, .txt') },
    { value: 'json', label: 'JSON', description: l10n.t('one object a line, .ndjson') },
  ],
  initial: ({ format }) => format,
  take: (draft, value) => ({ ...draft, format: readFormatType(value) ?? 'csv' }),
};

const namePage: TextPage<Draft> = {
  kind: 'text',
  step: 6,
  placeholder: l10n.t('Name'),
  prompt: () => l10n.t('The name that the destination is shown by.'),
  initial: (draft) => draft.name || defaultName(draft),
  problem: (_, text) => {
    if (text === '') return l10n.t('Enter a name.');
    return text.length > 100 ? l10n.t('A name has at most 100 characters.') : undefined;
  },
  take: (draft, text) => ({ ...draft, name: text === defaultName(draft) ? '' : text }),
};

function isOther({ provider }: Draft): boolean {
  return provider === 'other';
}
