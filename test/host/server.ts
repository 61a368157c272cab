// Starts VS Code as a local web server: code-server with calm settings, that keeps all it writes in a temporary folder.
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { environmentIn } from './environment';
import { type Host } from './hosts';
import { addLanguage } from './language';
import { type Background, background, run, temporaryFolder } from './processes';

export interface ServerOptions {
  /** The workspace folder opened by `url`. Default: none, an empty window. */
  folder?: string;
  /** User settings, over the calm ones. */
  settings?: Readonly<Record<string, unknown>>;
  /** Environment variables over this process's own; extensions see them. */
  env?: Readonly<Record<string, string | undefined>>;
  /** A packaged extension to install first. One in development is loaded by the page instead: `develop` in browser.ts. */
  vsix?: string;
  /** Workspace trust: the person is asked at the start, and until then the folder is restricted. Default off: all is trusted. */
  trust?: boolean;
  /** The display language of the extension, see language.ts; VS Code's own texts stay English. Default: English. */
  language?: string;
}

/** A running VS Code server. */
export interface Server {
  /** For example `http://127.0.0.1:40123`, reachable from this machine only, without a password. */
  readonly origin: string;
  readonly port: number;
  /** The address that opens the workspace folder in a browser. */
  readonly url: string;
  /** Where user data, extensions and logs are, until it stops. */
  readonly dataFolder: string;
  stop(): Promise<void>;
}

/** Nothing that opens, asks, looks for updates or calls out by itself. */
const calmSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.restoreWindows': 'none',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  // Else each port that some other process opens raises a notification.
  'remote.autoForwardPorts': false,
};

/** Starts a server and resolves when it answers. @throws Error with its log if it does not within a minute */
export async function startServer(host: Host, options: ServerOptions = {}): Promise<Server> {
  const folder = temporaryFolder();
  const dataFolder = folder.path;
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const query = options.folder === undefined ? 'ew=true' : `folder=${encodeURI(options.folder)}`;
  const logFile = join(dataFolder, 'server.log');
  let program: Background | undefined;
  const stop = async (): Promise<void> => {
    await program?.stop();
    folder.remove();
  };
  try {
    writeSettings(dataFolder, options);
    if (options.vsix !== undefined) await installVsix(host, dataFolder, options.vsix);
    if (options.language !== undefined) addLanguage(dataFolder, options.language);
    program = launch(host, dataFolder, port, logFile, options);
    await answers(`${origin}/healthz`, program, logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, port, url: `${origin}/?${query}`, dataFolder, stop };
}

/** Installs a packaged extension for the server with this data folder. */
function installVsix(host: Host, dataFolder: string, vsix: string): Promise<void> {
  const programArguments = [host.entry, ...storage(dataFolder), '--install-extension', vsix, '--force'];
  return run(host.node, programArguments, {
    env: environmentIn(dataFolder),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function launch(
  host: Host,
  dataFolder: string,
  port: number,
  logFile: string,
  options: ServerOptions,
): Background {
  const log = openSync(logFile, 'w');
  const programArguments = [
    host.entry,
    ...storage(dataFolder),
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
    '--ignore-last-opened',
    ...(options.trust ? [] : ['--disable-workspace-trust']),
    ...(options.language === undefined ? [] : ['--locale', options.language]),
  ];
  const program = background(host.node, programArguments, {
    env: { ...environmentIn(dataFolder), ...options.env },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  return program;
}

function storage(dataFolder: string): string[] {
  const extensions = join(dataFolder, 'extensions');
  const config = join(dataFolder, 'config.yaml');
  return ['--user-data-dir', dataFolder, '--extensions-dir', extensions, '--config', config];
}

function writeSettings(dataFolder: string, { settings, trust = false }: ServerOptions): void {
  mkdirSync(join(dataFolder, 'User'), { recursive: true });
  const trustSettings = {
    'security.workspace.trust.enabled': trust,
    // By default some versions ask, and some only show a banner.
    'security.workspace.trust.startupPrompt': 'always',
  };
  const all = { ...calmSettings, ...trustSettings, ...settings };
  writeFileSync(join(dataFolder, 'User', 'settings.json'), JSON.stringify(all, undefined, 2));
}

async function answers(url: string, program: Background, logFile: string): Promise<void> {
  const limit = Date.now() + 60_000;
  while (!(await isUp(url))) {
    if (program.ended || Date.now() > limit)
      throw new Error(`The VS Code server does not start:\n${readFileSync(logFile, 'utf8')}`);
    await sleep(50);
  }
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No free port')),
      );
    });
  });
}
