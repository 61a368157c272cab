// The names, regions and endpoints of AWS profiles, from files as people write them; and nothing else of these.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { profilesIn, readAwsProfiles } from '../../../src/ui/awsProfiles';

const names = (text: string, file: 'config' | 'credentials') =>
  profilesIn(text, file).map(({ name }) => name);

describe('AWS profiles', () => {
  it('are the default section and the profile sections of a config file', () => {
    const text =
      '[default]\nregion = x\n\n[profile prod]\n[sso-session corp]\n[services s3]\n[ profile  "my team" ]\r\n';
    assert.deepEqual(names(text, 'config'), ['default', 'prod', 'my team']);
  });

  it('are all sections of a credentials file, and no comments', () => {
    const text = '# [old]\n[default]\naws_access_key_id = AKIA\n;[older]\n[staging]\n';
    assert.deepEqual(profilesIn(text, 'credentials'), [{ name: 'default' }, { name: 'staging' }]);
  });

  it('have a region and an endpoint, that of S3 before that of all services', () => {
    const text = `[default]
region=eu-central-1 ; Frankfurt
s3 =
  endpoint_url = https://s3.example.com
  addressing_style = path
endpoint_url = https://all.example.com
[profile dev]\r
region = us-east-1\r
services = local
endpoint_url = https://all.example.com
# region = nowhere
[services local]
dynamodb =
  endpoint_url = https://db.example.com
s3 =
  endpoint_url = https://minio.example.com
[profile all]
endpoint_url = https://all.example.com
sts =
  endpoint_url = https://sts.example.com
  region = elsewhere
`;
    assert.deepEqual(profilesIn(text, 'config'), [
      { name: 'default', region: 'eu-central-1', endpoint: 'https://s3.example.com' },
      { name: 'dev', region: 'us-east-1', endpoint: 'https://minio.example.com' },
      { name: 'all', endpoint: 'https://all.example.com' },
    ]);
  });

  it('come from both files, each name once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 's3-destinations-'));
    try {
      const env = {
        AWS_CONFIG_FILE: join(folder, 'config'),
        AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
      };
      assert.deepEqual(await readAwsProfiles(env), []);
      writeFileSync(env.AWS_CONFIG_FILE, '[default]\n[profile prod]\nregion = a\n');
      writeFileSync(
        env.AWS_SHARED_CREDENTIALS_FILE,
        '[prod]\nregion = b\naws_secret_access_key = hush\n[staging]\nregion = c\n',
      );
      assert.deepEqual(await readAwsProfiles(env), [
        { name: 'default' },
        { name: 'prod', region: 'a' },
        { name: 'staging', region: 'c' },
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
