// What a destination that is marked as production asks for before something is done there: the name of its bucket, typed or
// pasted. It takes a moment in which one sees where one is.
import { l10n, window } from 'vscode';
import type { Destination } from '../model/destination';

/** True when the name was given; false when the person left. */
export async function typeBucketName(
  { name, bucket }: Pick<Destination, 'name' | 'bucket'>,
  title: string,
): Promise<boolean> {
  const typed = await window.showInputBox({
    title,
    prompt: l10n.t('{0} is production. Type the name of its bucket: {1}', name, bucket),
    placeHolder: bucket,
    ignoreFocusOut: true,
    validateInput: (text) => bucketNameMissing(text.trim(), bucket),
  });
  return typed !== undefined;
}

/** What is wrong with the name so far, or nothing. */
export function bucketNameMissing(text: string, bucket: string): string | undefined {
  if (text === bucket) return undefined;
  return bucket.startsWith(text)
    ? l10n.t('Still missing: {0}', bucket.slice(text.length))
    : l10n.t('This is not the name of the bucket, which is {0}.', bucket);
}
