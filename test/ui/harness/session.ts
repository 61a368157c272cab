// One workbench for UI tests: a server with the packaged extension, and a browser on it, both fresh.
import { type BrowserContext, type Page } from 'playwright-core';
import { type BrowserOptions, openBrowser } from '../../host/browser';
import { installHost } from '../../host/install';
import { type Server, type ServerOptions, startServer } from '../../host/server';
import { Workbench } from './workbench';

/** Options of the server and of the browser. The extension is the one that test/run.ts made, named by `S3D_TEST_VSIX`. */
export type SessionOptions = Omit<ServerOptions, 'vsix'> & BrowserOptions;

export interface Session {
  readonly server: Server;
  readonly page: Page;
  readonly workbench: Workbench;
  /** Closes the browser, then the server, and removes what they wrote. */
  stop(): Promise<void>;
}

/** Starts VS Code and resolves when the workbench has loaded its extensions. */
export async function openWorkbench(options: SessionOptions = {}): Promise<Session> {
  const vsix = process.env['S3D_TEST_VSIX'];
  if (!vsix) throw new Error('No .vsix to test: use `npm run test:ui`, or name one by S3D_TEST_VSIX.');
  const server = await startServer(await installHost('current'), { ...options, vsix });
  let context: BrowserContext | undefined;
  const stop = async (): Promise<void> => {
    await context?.close();
    await server.stop();
  };
  try {
    context = await openBrowser(server, options);
    const page = context.pages()[0] ?? (await context.newPage());
    // Far above what it takes: a machine may be busy.
    page.setDefaultTimeout(60_000);
    const workbench = new Workbench(page);
    await page.goto(server.url);
    await workbench.ready();
    return { server, page, workbench, stop: () => leave(page).finally(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Leaves the workbench, which then saves its state. */
async function leave(page: Page): Promise<void> {
  await page.goto('about:blank');
}
