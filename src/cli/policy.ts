// `policy ID`: the least that the credentials of a destination must be allowed, as an IAM policy.
import { minimalPolicy } from '../delivery/policy';
import type { PolicyArguments } from './arguments';
import { findDestination } from './config';
import { printJson } from './terminal';

export async function policy({ config, destination: id }: PolicyArguments): Promise<void> {
  const { policy, toFillIn } = minimalPolicy(await findDestination(config, id));
  await printJson(policy);
  if (toFillIn.length > 0)
    process.stderr.write(
      `s3-destinations: Replace ${toFillIn.join(', ')}: the ARN of the KMS key is not in the settings.\n`,
    );
}
