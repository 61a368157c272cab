// The commands in generated workflows, units and crontabs, run by a shell as they stand there: they deliver what is due, once.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { generate, type WorkflowKind } from '../../src/schedule/generate/generate';
import { buildProgram } from '../unit/cli/builtProgram';
import { describeOnServer } from '../unit/delivery/servers';
import { owner } from '../unit/delivery/store';
import { temporaryFolder } from '../unit/temporaryFolder';

interface Workflow {
  jobs: { deliver: { steps: { name?: string; run?: string }[] } };
}

/** The command as a shell gets it. */
const commandIn: Record<WorkflowKind, (text: string) => string> = {
  'github-actions': (text) =>
    (parse(text) as Workflow).jobs.deliver.steps.find(({ name }) => name === 'Deliver what is due')?.run ??
    '',
  // A shell takes these words as systemd does, but for what stands twice.
  systemd: (text) =>
    (/^ExecStart=(.*)$/m.exec(text)?.[1] ?? '').replaceAll('%%', '%').replaceAll('$$', '\\$'),
  crontab: (text) => (/^\*\/15 \* \* \* \* (.*)$/m.exec(text)?.[1] ?? '').replaceAll('\\%', '%'),
};

describeOnServer('generated commands', (server) => {
  const folder = temporaryFolder();
  let cli = '';
  before(async function () {
    this.timeout(120_000);
    cli = await buildProgram(folder.path('program'));
  });

  for (const kind of ['github-actions', 'systemd', 'crontab'] as const)
    it(`of ${kind} deliver what is due, verified, and nothing the second time`, async () => {
      const store = await server.start();
      const at = folder.path(`${kind}, it's 5% $HOME`);
      mkdirSync(join(at, '.vscode'), { recursive: true });
      const settings = { 's3Destinations.destinations': { acme: store.settings() } };
      writeFileSync(join(at, '.vscode/settings.json'), JSON.stringify(settings));
      writeFileSync(join(at, 'in.ndjson'), '{"email":"kurt@vonnegut.com"}\n');
      const schedule = { frequency: 'daily' } as const;
      const path = "-it's $1 %d.s3export.json";
      const definition = { segment: { source: 'in.ndjson' }, destination: 'acme', fileName: 'a', schedule };
      writeFileSync(join(at, path), JSON.stringify(definition));

      const common = { name: 'a', incremental: false, source: ['in.ndjson'], region: 'us-east-1' };
      const { files } = generate(kind, [{ path, schedule, ...common }], {
        ...{ folder: at, program: [process.execPath, cli], now: new Date() },
      });
      const run = async () => {
        const env = {
          ...{ ...process.env, S3_DESTINATIONS: cli, STATE_DIRECTORY: join(at, 'state') },
          ...{ AWS_ACCESS_KEY_ID: owner.accessKeyId, AWS_SECRET_ACCESS_KEY: owner.secretAccessKey },
        };
        const command = commandIn[kind](files[0]?.text ?? '');
        const shown = kind === 'crontab' ? `${command}; cat s3-exports.log; : >s3-exports.log` : command;
        const { stdout } = await promisify(execFile)('sh', ['-c', shown], { cwd: at, env });
        return stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as { outcome?: string; event: string });
      };
      assert.deepEqual(
        (await run()).map(({ event, outcome }) => outcome ?? event),
        ['verified', 'summary'],
      );
      assert.deepEqual(await store.keys(), ['daily/a.csv']);
      assert.deepEqual(
        (await run()).map(({ event }) => event),
        ['summary'],
      );
      await store.close();
    });
});
