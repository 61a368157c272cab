// The names of AWS profiles, from files as people write them.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listAwsProfiles, profilesIn } from '../../../src/ui/awsProfiles';

describe('AWS profiles', () => {
  it('are the default section and the profile sections of a config file', () => {
    const text =
      '[default]\nregion = x\n\n[profile prod]\n[sso-session corp]\n[services s3]\n[ profile  "my team" ]\r\n';
    assert.deepEqual(profilesIn(text, 'config'), ['default', 'prod', 'my team']);
  });

  it('are all sections of a credentials file, and no comments', () => {
    const text = '# [old]\n[default]\naws_access_key_id = AKIA\n;[older]\n[staging]\n';
    assert.deepEqual(profilesIn(text, 'credentials'), ['default', 'staging']);
  });

  it('come from both files, each name once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 's3-destinations-'));
    try {
      const env = {
        AWS_CONFIG_FILE: join(folder, 'config'),
        AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
      };
      assert.deepEqual(await listAwsProfiles(env), []);
      writeFileSync(env.AWS_CONFIG_FILE, '[default]\n[profile prod]\n');
      writeFileSync(env.AWS_SHARED_CREDENTIALS_FILE, '[prod]\n[staging]\n');
      assert.deepEqual(await listAwsProfiles(env), ['default', 'prod', 'staging']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
