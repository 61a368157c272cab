// Ceph's radosgw: how far it conforms to S3. Where it does not, the local endpoint is the one that answers as AWS documents.
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { conformance, stsConformance } from '../conformance/conformance';
import { clientOf, type Target } from '../conformance/target';
import { serverKind, useCeph } from '../servers';
import { type Ceph, cephGuestArn, cephRoleArn } from './cluster';
import { differences, stsDifferences } from './differences';

const OWNER = { accessKeyId: 'AKIAOWNER', secretAccessKey: 'owner-secret' };
const GUEST = { accessKeyId: 'AKIAGUEST', secretAccessKey: 'guest-secret' };
const BUCKET = 'exports';

function useTarget(sts: boolean): () => Target {
  const ceph: () => Ceph = useCeph({ owner: OWNER, guest: GUEST, sts });
  const target = (): Target => ({
    endpoint: ceph().url,
    region: 'us-east-1',
    bucket: BUCKET,
    credentials: OWNER,
    otherUser: { ...GUEST, arn: cephGuestArn },
    ...(sts && { sts: { roleArn: cephRoleArn, externalId: 'any' } }),
  });
  before(() => clientOf(target()).send(new CreateBucketCommand({ Bucket: BUCKET })));
  return target;
}

if (serverKind === 'radosgw') {
  describe('radosgw', () => conformance('radosgw', useTarget(false), differences));
  describe('radosgw with STS', () => stsConformance('radosgw', useTarget(true), stsDifferences));
}
