// `policy ID`: the least that the credentials of a destination must be allowed, as an IAM policy.
import { minimalPolicy } from '../delivery/policy';
import type { PolicyArguments } from './arguments';
import { findDestination } from './config';
import type { Host } from './host';
import { printJson, say } from './terminal';

export async function policy({ config, destination: id }: PolicyArguments, host: Host): Promise<void> {
  const { policy, toFillIn } = minimalPolicy(await findDestination(host, config, id));
  await printJson(host, policy);
  if (toFillIn.length > 0)
    say(host, `Replace ${toFillIn.join(', ')}: the ARN of the KMS key is not in the settings.`);
}
