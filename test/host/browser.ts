// The browser on the workbench: a headless Chromium, driven by Playwright.
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium';
import { environmentIn } from './environment';
import { type Server } from './server';

export interface BrowserOptions {
  /** The size of the window in pixels. Default 1280 by 800. */
  viewport?: { width: number; height: number };
}

/** For a browser without a window. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--force-color-profile=srgb',
];

/** Opens a browser with a fresh profile that may use the clipboard on the server's pages. Closing the context ends it. */
export async function openBrowser(server: Server, options: BrowserOptions = {}): Promise<BrowserContext> {
  const { viewport = { width: 1280, height: 800 } } = options;
  const context = await chromium.launchPersistentContext('', {
    executablePath: await findChromium(),
    headless: true,
    args: chromiumArguments,
    env: environmentIn(server.dataFolder),
    viewport,
    // The end of this process ends the browser: see processes.ts.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
  return context;
}

/** What the workbench is to load from folders, rather than from what is installed. */
export interface Development {
  /** Folders of extensions. */
  extensions: string[];
  /** The module with the `run` function of a test suite. */
  tests?: string;
}

/**
 * Puts extensions in development into the configuration of the workbench page, before the page reads it. It is what
 * `--extensionDevelopmentPath` is for the desktop. To be called before the page goes to the server.
 */
export async function develop(page: Page, server: Server, development: Development): Promise<void> {
  const uri = (path: string): object => ({
    scheme: 'vscode-remote',
    authority: `127.0.0.1:${server.port}`,
    path,
  });
  const developmentOptions = {
    extensions: development.extensions.map(uri),
    ...(development.tests === undefined ? {} : { extensionTestsPath: uri(development.tests) }),
  };
  await page.addInitScript(`(${addToConfiguration})(${JSON.stringify(developmentOptions)})`);
}

/** A function for the page, as text: waits until the element with the configuration is parsed, and adds to it. */
const addToConfiguration = `(developmentOptions) => {
  if (window.top !== window) return;
  const observer = new MutationObserver(() => {
    const element = document.getElementById('vscode-workbench-web-configuration');
    if (!element) return;
    observer.disconnect();
    const configuration = JSON.parse(element.dataset.settings);
    element.dataset.settings = JSON.stringify({ ...configuration, developmentOptions });
  });
  observer.observe(document, { childList: true, subtree: true });
}`;
