// Import of an AWS profile: which one, and the bucket, which no profile names.
import { l10n, window } from 'vscode';
import { bucketTextProblem, takeBucketText } from '../model/bucketLocation';
import { importedFrom, type ImportedDestination } from '../model/destinationImport';
import { Failure } from '../model/failure';
import { readAwsProfiles, type AwsProfile } from './awsProfiles';

export class NoAwsProfile extends Failure {
  constructor() {
    super('no-aws-profile', {
      what: l10n.t('No destination was imported.'),
      why: l10n.t(
        'There is no profile in your AWS configuration files, ~/.aws/config and ~/.aws/credentials.',
      ),
      next: l10n.t('Set one up with the AWS command line, or add the destination by hand.'),
    });
  }
}

/**
 * Nothing is returned when the person left.
 * @throws NoAwsProfile, InvalidImport
 */
export async function importProfile(): Promise<ImportedDestination[] | undefined> {
  const profiles = await readAwsProfiles();
  if (profiles.length === 0) throw new NoAwsProfile();
  const items = profiles.map((profile) => ({
    label: profile.name,
    description: [profile.region, profile.endpoint].filter(Boolean).join(' · '),
    profile,
  }));
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Import Destinations'),
    placeHolder: l10n.t('The profile that requests are signed with'),
    matchOnDescription: true,
  });
  const text = chosen && (await askBucket(chosen.profile));
  return text && chosen ? [destinationOf(chosen.profile, text)] : undefined;
}

function askBucket({ name }: AwsProfile): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t('Import Destinations'),
    placeHolder: l10n.t('Bucket name, or s3://bucket/folder/path'),
    prompt: l10n.t('The bucket that exports are pushed to with the profile {0}.', name),
    ignoreFocusOut: true,
    validateInput: bucketTextProblem,
  });
}

/** @throws InvalidImport where the profile's region or endpoint is none */
function destinationOf({ name, region, endpoint }: AwsProfile, text: string): ImportedDestination {
  return importedFrom(
    { folderPath: '', ...(region !== undefined && { region }), ...takeBucketText(text) },
    {
      ...(endpoint !== undefined && { endpoint, pathStyle: true }),
      credentials: { type: 'profile', profile: name },
    },
  );
}
