// The environment of a VS Code and of its browser, such that neither leaves anything in the person's home.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** This process's environment, less what would steer a VS Code, with every place they may write to in the data folder. */
export function environmentIn(dataFolder: string): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|CODE_SERVER_)|^(PORT|PASSWORD|HASHED_PASSWORD)$/;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const [xdg, temporary] = [join(dataFolder, 'xdg'), join(dataFolder, 'tmp')];
  for (const folder of [xdg, temporary]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    ...Object.fromEntries(own),
    XDG_CONFIG_HOME: xdg,
    XDG_DATA_HOME: xdg,
    XDG_STATE_HOME: xdg,
    XDG_CACHE_HOME: xdg,
    XDG_RUNTIME_DIR: temporary,
    TMPDIR: temporary,
    // No look-ups in an extension gallery.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
}
