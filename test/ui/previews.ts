// What suites of the preview stand on: a workbench with a destination, a workspace to put segments into, and the page.
import { setTimeout as sleep } from 'node:timers/promises';
import { accessKey, bucket, startFixture, type Fixture } from './fixture';
import { Preview } from './harness/preview';
import { openWorkbench, type Session } from './harness/session';

export interface Previews {
  readonly fixture: Fixture;
  readonly session: Session;
  readonly preview: Preview;
  /** Previews a file of the workspace from the explorer, and waits for rows. */
  open(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** The destination `acme-exports`, "Acme exports", writes plain CSV; `windows`, "Windows", CSV with a BOM and CRLF. */
export async function startPreviews(settings: Readonly<Record<string, unknown>> = {}): Promise<Previews> {
  const fixture = await startFixture();
  const common = {
    ...{ bucket, endpoint: fixture.endpoint.url, pathStyle: true, credentials: { type: 'default' } },
  };
  const destinations = {
    'acme-exports': { ...common, name: 'Acme exports', folderPath: 'daily' },
    windows: { ...common, name: 'Windows', folderPath: 'windows', format: { preset: 'excel' } },
  };
  const session = await openWorkbench({
    folder: fixture.workspace,
    settings: {
      'editor.wordWrap': 'off',
      'editor.minimap.enabled': false,
      'explorer.autoReveal': false,
      's3Destinations.destinations': destinations,
      ...settings,
    },
    env: { AWS_ACCESS_KEY_ID: accessKey.accessKeyId, AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey },
    viewport: { width: 1400, height: 800 },
  });
  const { workbench } = session;
  const preview = new Preview(workbench.page);
  await workbench.sideBar.open('Explorer');
  return {
    ...{ fixture, session, preview },
    open: async (name) => {
      await workbench.sideBar.contextMenu(name, 'Preview Export');
      await preview.waitForFile(name);
      await preview.anyRow.waitFor();
    },
    stop: async () => {
      await session.stop();
      await fixture.stop();
    },
  };
}

/** Waits until a value is as it should be: what is told by no element of a page. */
export async function until<T>(read: () => T | Promise<T>, isRight: (value: T) => boolean): Promise<T> {
  const limit = Date.now() + 60_000;
  for (;;) {
    const value = await read();
    if (isRight(value)) return value;
    if (Date.now() > limit) throw new Error(`It stays ${JSON.stringify(value)}.`);
    await sleep(50);
  }
}
