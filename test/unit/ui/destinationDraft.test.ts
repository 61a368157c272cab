// From the wizard's pages to settings and an access key, and back.
import assert from 'node:assert/strict';
import { defaultName } from '../../../src/model/bucketLocation';
import { readDestination, type DestinationSettings } from '../../../src/model/destination';
import {
  accessKeyOf,
  canKeepKey,
  draftOf,
  emptyDraft,
  exampleKey,
  asksSessionToken,
  settingsOf,
  takeBucket,
  withoutSecrets,
  type Draft,
} from '../../../src/ui/destinationDraft';

const filled = (answers: Partial<Draft>): Draft => ({ ...emptyDraft, bucket: 'acme-exports', ...answers });

describe('the settings of a draft', () => {
  it('need no more than a bucket', () => {
    assert.deepEqual(settingsOf(filled({})), {
      name: 'acme-exports',
      bucket: 'acme-exports',
      credentials: { type: 'accessKey' },
      format: { type: 'csv' },
    });
  });

  it('have a region once one was chosen', () => {
    assert.equal(settingsOf(filled({ region: 'eu-west-1' })).region, 'eu-west-1');
    assert.equal(draftOf({ bucket: 'acme' }, 'acme', undefined).region, '');
  });

  it('have endpoint and path style for other stores only', () => {
    const answers = { endpoint: 'https://minio.example.com', addressing: 'path' } as const;
    const { endpoint, pathStyle } = settingsOf(filled({ ...answers, provider: 'other' }));
    assert.deepEqual({ endpoint, pathStyle }, { endpoint: 'https://minio.example.com', pathStyle: true });
    const onAws = settingsOf(filled({ ...answers, provider: 'aws' }));
    assert.ok(!('endpoint' in onAws) && !('pathStyle' in onAws));
    const hosted = settingsOf(filled({ ...answers, provider: 'other', addressing: 'host' }));
    assert.ok(!('pathStyle' in hosted));
  });

  it('never hold a secret, whatever was typed', () => {
    const draft = filled({ accessKeyId: 'ASIAX', secretAccessKey: 'hush', sessionToken: 'whisper' });
    for (const credentials of ['accessKey', 'ask', 'profile', 'default'] as const) {
      assert.doesNotMatch(JSON.stringify(settingsOf({ ...draft, credentials })), /ASIAX|hush|whisper/);
    }
  });

  it('can be read as a destination', () => {
    const draft = filled({ folderPath: '/daily/', credentials: 'profile', profile: 'prod', format: 'tsv' });
    const destination = readDestination('acme', settingsOf(draft));
    assert.equal(destination.folderPath, 'daily');
    assert.equal(destination.name, 'acme-exports/daily');
    assert.deepEqual(destination.credentials, { type: 'profile', profile: 'prod' });
    assert.equal(destination.format.fileExtension, 'txt');
  });
});

describe('editing a destination', () => {
  const settings: DestinationSettings = {
    name: 'Acme',
    bucket: 'acme-exports',
    folderPath: 'daily',
    region: 'eu-central-1',
    endpoint: 'https://minio.example.com',
    pathStyle: true,
    credentials: { type: 'accessKey' },
    format: { type: 'tsv', fileExtension: 'tsv', finalNewline: false },
  };

  it('changes nothing when every page is accepted as it is', () => {
    assert.deepEqual(settingsOf(draftOf(settings, 'acme', undefined), settings), settings);
    const onAws: DestinationSettings = {
      ...{ name: 'b', bucket: 'acme', region: 'us-east-1', pathStyle: true },
      ...{ credentials: { type: 'default' }, format: { type: 'csv' } },
    };
    assert.deepEqual(settingsOf(draftOf(onAws, 'b', undefined), onAws), onAws);
  });

  it('keeps what was typed by hand and no page asks about', () => {
    const byHand: DestinationSettings = {
      ...settings,
      ...{ production: false, overwrite: 'rename', tags: { team: 'crm' }, bucketOwner: '123456789012' },
    };
    const draft: Draft = { ...draftOf(byHand, 'acme', undefined), folderPath: 'weekly' };
    assert.deepEqual(settingsOf(draft, byHand), { ...byHand, folderPath: 'weekly' });
  });

  it('keeps what the pages do not ask of a role, and drops the role when it is no longer wanted', () => {
    const role = {
      roleArn: 'arn:aws:iam::123456789012:role/exporter',
      externalId: 'acme-1',
      durationSeconds: 900,
      stsEndpoint: 'https://sts.example.com',
    };
    const old: DestinationSettings = { ...settings, credentials: { type: 'ask', assumeRole: role } };
    const draft = draftOf(old, 'acme', undefined);
    assert.deepEqual(settingsOf(draft, old), old);
    const { externalId, ...rest } = role;
    assert.ok(externalId);
    assert.deepEqual(settingsOf({ ...draft, externalId: '' }, old).credentials, {
      type: 'ask',
      assumeRole: rest,
    });
    assert.deepEqual(settingsOf({ ...draft, assumesRole: false }, old).credentials, { type: 'ask' });
  });

  it('reads what settings leave out as a destination does', () => {
    const draft = draftOf({ bucket: 'acme-exports' }, 'acme', undefined);
    assert.equal(draft.name, 'acme');
    assert.equal(draft.credentials, 'default');
    const hosted = draftOf({ bucket: 'acme-exports', endpoint: 'https://x.example' }, 'acme', undefined);
    assert.equal(hosted.addressing, 'host');
  });

  it('keeps the production mark', () => {
    const marked: DestinationSettings = { bucket: 'acme-exports', production: true };
    assert.equal(settingsOf(draftOf(marked, 'acme', undefined), marked).production, true);
    const unmarked: DestinationSettings = { bucket: 'acme-exports' };
    assert.ok(!('production' in settingsOf(draftOf(unmarked, 'acme', undefined), unmarked)));
  });

  it('keeps every option of a format that it does not ask about, and of no named type', () => {
    const format = { preset: 'excel', compression: 'gzip', fileExtension: 'csv.gz' } as const;
    const draft = draftOf({ bucket: 'acme-exports', format }, 'acme', undefined);
    assert.deepEqual(settingsOf(draft).format, { ...format, type: 'csv' });
    assert.match(exampleKey(draft, new Date(0)), /\.csv\.gz$/);
  });

  it('drops only what belongs to the old type when the format becomes another one', () => {
    const old = { ...settings, format: { ...settings.format, delimiter: '|', compression: 'gzip' } as const };
    const draft: Draft = { ...draftOf(old, 'acme', undefined), format: 'json' };
    assert.deepEqual(settingsOf(draft, old).format, {
      type: 'json',
      finalNewline: false,
      compression: 'gzip',
    });
  });

  it('keeps the stored key only for the same endpoint, bucket and id', () => {
    const stored = { accessKeyId: 'AKIA1', binding: 'https://minio.example.com/acme-exports' };
    const draft = draftOf(settings, 'acme', stored);
    assert.ok(canKeepKey(draft, stored));
    assert.ok(canKeepKey({ ...draft, folderPath: 'weekly' }, stored));
    assert.ok(!canKeepKey({ ...draft, bucket: 'other' }, stored));
    assert.ok(!canKeepKey({ ...draft, endpoint: 'https://elsewhere.example.com' }, stored));
    assert.ok(!canKeepKey({ ...draft, endpoint: 'half an addr' }, stored));
    assert.ok(!canKeepKey({ ...draft, provider: 'aws' }, stored));
    assert.ok(!canKeepKey({ ...draft, accessKeyId: 'AKIA2' }, stored));
    assert.ok(!canKeepKey(draft, undefined));
    const role = { assumesRole: true, roleArn: 'arn:aws:iam::123456789012:role/exporter' };
    assert.ok(canKeepKey({ ...draft, ...role }, stored));
    const oldRole = { stsEndpoint: 'https://elsewhere.example.com' };
    assert.ok(!canKeepKey({ ...draft, ...role, oldRole }, stored));
  });
});

describe('a role of a draft', () => {
  it('is assumed with the chosen credentials', () => {
    const roleArn = 'arn:aws:iam::123456789012:role/exporter';
    const draft = filled({ credentials: 'profile', profile: 'prod', assumesRole: true, roleArn });
    const credentials = { type: 'profile', profile: 'prod', assumeRole: { roleArn } };
    assert.deepEqual(settingsOf(draft).credentials, credentials);
    assert.deepEqual(readDestination('acme', settingsOf(draft)).credentials, credentials);
    const { assumeRole } = settingsOf({ ...draft, externalId: 'acme-1' }).credentials ?? {};
    assert.deepEqual(assumeRole, { roleArn, externalId: 'acme-1' });
  });
});

describe('the access key of a draft', () => {
  const typed = filled({ accessKeyId: 'AKIA1', secretAccessKey: 'hush', sessionToken: 'left over' });

  it('is what was typed, with a session token unless the id says that there is none', () => {
    assert.deepEqual(accessKeyOf({ ...typed, accessKeyId: 'minio' })?.sessionToken, 'left over');
    assert.ok(!('sessionToken' in (accessKeyOf({ ...typed, accessKeyId: 'minio', sessionToken: '' }) ?? {})));
    assert.deepEqual(accessKeyOf(typed), { accessKeyId: 'AKIA1', secretAccessKey: 'hush' });
    assert.deepEqual(accessKeyOf({ ...typed, accessKeyId: 'ASIA1' }), {
      accessKeyId: 'ASIA1',
      secretAccessKey: 'hush',
      sessionToken: 'left over',
    });
  });

  it('is nothing when the stored one is kept or other credentials were chosen', () => {
    assert.equal(accessKeyOf({ ...typed, secretAccessKey: '' }), undefined);
    assert.equal(accessKeyOf({ ...typed, credentials: 'default' }), undefined);
    assert.ok(accessKeyOf({ ...typed, credentials: 'ask' }));
  });

  it('asks for a session token where there may be one, unless the stored key is kept', () => {
    assert.ok(asksSessionToken({ ...typed, accessKeyId: 'minio' }, undefined));
    const stored = { accessKeyId: 'ASIA1', binding: 'aws/acme-exports' };
    const temporary = { ...typed, accessKeyId: 'ASIA1' };
    assert.ok(!asksSessionToken(typed, undefined));
    assert.ok(asksSessionToken(temporary, undefined));
    assert.ok(asksSessionToken(temporary, stored));
    assert.ok(!asksSessionToken({ ...temporary, secretAccessKey: '' }, stored));
  });

  it('is forgotten when the wizard is left', () => {
    const { secretAccessKey, sessionToken, accessKeyId } = withoutSecrets(typed);
    assert.deepEqual([secretAccessKey, sessionToken, accessKeyId], ['', '', 'AKIA1']);
  });
});

describe('the pages', () => {
  it('take an s3:// address apart, and a name as it is', () => {
    const { bucket, folderPath } = takeBucket(emptyDraft, 's3://acme-exports/daily/segments/');
    assert.deepEqual([bucket, folderPath], ['acme-exports', 'daily/segments']);
    const named = takeBucket(filled({ folderPath: 'kept' }), 'acme');
    assert.deepEqual([named.bucket, named.folderPath], ['acme', 'kept']);
  });

  it('show the key that an export would get', () => {
    const draft = filled({ folderPath: 'exports/%DATETIME(yyyy)%/%SEGMENT_NAME%/', format: 'tsv' });
    assert.equal(
      exampleKey(draft, new Date('2026-11-22T10:15:00Z')),
      'exports/2026/Luxury Audience/amazon-s3_segment12341e18-abcd-49c2-836d-123c88e76c39_20261122101500.txt',
    );
  });

  it('name a destination after its bucket and folder path, in at most 100 characters', () => {
    assert.equal(defaultName(filled({ folderPath: '/daily/' })), 'acme-exports/daily');
    assert.equal(defaultName(filled({ folderPath: 'x'.repeat(200) })).length, 100);
    for (const start of ['x', 'xx'])
      assert.ok(defaultName(filled({ folderPath: start + '😀'.repeat(100) })).isWellFormed());
  });
});
