// Who is told: real programs and a real server.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { readAlerts } from '../../../../src/model/alertSettings';
import { sendAlerts } from '../../../../src/schedule/alerts/sendAlerts';
import { temporaryFolder } from '../../temporaryFolder';
import { failure, success } from './alerts';
import { webhookServer } from './webhookServer';

describe('telling of a run', () => {
  const folder = temporaryFolder();
  const server = webhookServer();
  const signal = new AbortController().signal;

  async function problemsOf(setting: unknown, alert = failure, env: NodeJS.ProcessEnv = process.env) {
    const problems: string[] = [];
    const onProblem = (why: string) => void problems.push(why);
    await sendAlerts(readAlerts(setting), alert, { signal, env, onProblem });
    return problems;
  }
  const touch = (name: string) => ['touch', folder.path(name)];

  it('tells those who want to know of the event and the destination', async () => {
    const setting = [
      { command: touch('usual') },
      { command: touch('success'), on: ['success'] },
      { command: touch('here'), destinations: ['acme', 'other'] },
      { command: touch('there'), destinations: ['other'] },
    ];
    assert.deepEqual(await problemsOf(setting), []);
    const told = ['usual', 'success', 'here', 'there'].filter((name) => existsSync(folder.path(name)));
    assert.deepEqual(told, ['usual', 'here']);
  });

  it('posts to the address in a variable', async () => {
    server.answer((_, response) => response.writeHead(200).end());
    const env = { HOOK: `${server.address()}/s3cret` };
    assert.deepEqual(await problemsOf([{ webhookVariable: 'HOOK' }], failure, env), []);
    assert.equal(server.requests.at(-1)?.url, '/s3cret');
  });

  it('names the variable, and not the address that it has', async () => {
    const setting = [{ webhookVariable: 'HOOK' }];
    for (const HOOK of [undefined, '', 'http://hooks.example.com/s3cret', 's3cret']) {
      const [problem = ''] = await problemsOf(setting, failure, { HOOK });
      assert.match(problem, /environment variable HOOK has no address/);
      assert.doesNotMatch(problem, /s3cret|example/);
    }
  });

  it('tells the others where one cannot be told', async () => {
    const missing = folder.path('missing/program');
    const problems = await problemsOf([{ command: [missing] }, { command: touch('other') }]);
    assert.deepEqual(problems, ['The command of an alert, program, could not be started.']);
    assert.ok(existsSync(folder.path('other')));
  });

  it('hands a program what it is about, and its own environment', async () => {
    const script =
      'cat > "$1"; printf "%s|%s|%s|%s|%s" "$S3_DESTINATIONS_EVENT" "$S3_DESTINATIONS_EXPORT" ' +
      '"$S3_DESTINATIONS_OUTCOME" "$S3_DESTINATIONS_ROWS" "$OWN" > "$1.env"';
    const path = folder.path('given');
    const setting = [{ on: ['success'], command: ['sh', '-c', script, 'sh', path] }];
    assert.deepEqual(await problemsOf(setting, success, { ...process.env, OWN: 'own' }), []);
    const { text, ...alert } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    assert.ok(text);
    assert.deepEqual(alert, success);
    assert.equal(readFileSync(`${path}.env`, 'utf8'), 'success|luxury|verified|12|own');
  });
});
