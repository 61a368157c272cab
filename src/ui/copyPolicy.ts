// Copy Minimal IAM Policy: what the owner of a bucket is to allow, ready to be pasted into a console or a ticket.
import { env, l10n, window } from 'vscode';
import { minimalPolicy } from '../delivery/policy';
import type { Destination } from '../model/destination';
import { plainText } from './plainText';

/** Puts the policy into the clipboard, and says what has to be filled in there. */
export async function copyPolicy(destination: Destination): Promise<void> {
  const { policy, toFillIn } = minimalPolicy(destination);
  await env.clipboard.writeText(JSON.stringify(policy, undefined, 2));
  if (toFillIn.length === 0) {
    window.setStatusBarMessage(l10n.t('Copied the policy for {0}', destination.name), 5_000);
    return;
  }
  const text = l10n.t(
    'Copied the policy for {0}. Replace {1} in it: the ARN of the KMS key is not in the settings.',
    destination.name,
    toFillIn.join(', '),
  );
  void window.showInformationMessage(plainText(text));
}
