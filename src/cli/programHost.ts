// The host of the program: its process, the environment and the settings file.
import { homedir } from 'node:os';
import { connect } from '../delivery/connection';
import { readSettingsFile, withReachableCredentials } from './config';
import type { Host } from './host';
import { defaultStateFolder } from './state';

/** From here on an interrupt cancels the work instead of ending the process. */
export function programHost(): Host {
  const { stdout, stderr, env, platform } = process;
  // A closed terminal, a full disk: then there is nobody left to tell, and the exit code still says how it went.
  stderr.on('error', () => undefined);
  return {
    out: stdout,
    err: stderr,
    columns: stderr.isTTY ? stderr.columns : undefined,
    signal: cancelOnInterrupt(),
    folder: process.cwd(),
    path: (name) => name,
    stateFolder: () => defaultStateFolder({ platform, home: home(), env }),
    settings: readSettingsFile,
    connect: (destination) =>
      connect(withReachableCredentials(destination), () => Promise.resolve(undefined)),
    secrets: () => Promise.resolve(secretsIn(env)),
  };
}

/** Empty for a user that the system does not know, as in some containers. */
function home(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}

function secretsIn({
  AWS_ACCESS_KEY_ID,
  AWS_SECRET_ACCESS_KEY,
  AWS_SESSION_TOKEN,
}: NodeJS.ProcessEnv): string[] {
  return [AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN].flatMap((each) => each ?? []);
}

/** Ctrl+C, or a terminal that is closed, stops the work cleanly; a second one stops the program. */
function cancelOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop(controller));
  return controller.signal;
}

function stop(controller: AbortController): void {
  if (controller.signal.aborted) {
    process.stderr.write(
      's3-destinations: Stopped. What a push has left is listed by s3-destinations uploads.\n',
    );
    process.exit(130);
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[KCancelling… (once more: stop at once)\n');
  controller.abort();
}
