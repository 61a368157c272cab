// The preview's page in a real browser: the document that the extension serves, its bundles, and a stand-in for the channel.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { previewHtml } from '../../src/webview/html';
import type { FromPage, ToPage } from '../../src/webview/protocol';
import { chromiumArguments } from '../host/browser';
import { findChromium } from '../host/chromium';
import { run } from '../host/processes';
import { type ThemeName, themes } from './themes';

const root = join(__dirname, '../..');
const origin = 'https://preview.example';
export const outFolder = join(root, 'out/webview');
const bundles = join(outFolder, 'dist');

let browser: Promise<Browser> | undefined;

/** A browser for the page, which is bundled once. */
function openBrowser(): Promise<Browser> {
  browser ??= startBrowser();
  return browser;
}

async function startBrowser(): Promise<Browser> {
  mkdirSync(outFolder, { recursive: true });
  await run(process.execPath, ['esbuild.config.mjs', '--page', `--outdir=${bundles}`], { cwd: root });
  return chromium.launch({
    executablePath: await findChromium(),
    headless: true,
    args: chromiumArguments,
    // As a person sees it.
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });
}

// One browser for the tests of all files.
after(async () => (await browser)?.close());

export interface PreviewPageOptions {
  readonly theme?: ThemeName;
  readonly l10n?: Readonly<Record<string, string>>;
}

/** Answers a message of the page, as the extension would. */
export type Extension = (message: FromPage) => readonly ToPage[];

export class PreviewPage {
  /** All that the page has sent. */
  readonly sent: FromPage[] = [];
  /** What the page's policy refused, and errors that nobody caught. */
  readonly troubles: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly extension: Extension,
  ) {}

  /** A page of its own, with nothing remembered. */
  static async open(extension: Extension, options: PreviewPageOptions = {}) {
    const context = await (await openBrowser()).newContext({ viewport: { width: 1280, height: 720 } });
    const opened = new PreviewPage(await context.newPage(), extension);
    await opened.#prepare(options);
    await opened.page.goto(`${origin}/`);
    return opened;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  async tell(...messages: readonly ToPage[]): Promise<void> {
    for (const message of messages)
      await this.page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`);
  }

  /** Messages of one type. */
  of<T extends FromPage['type']>(type: T): Extract<FromPage, { type: T }>[] {
    return this.sent.filter((message): message is Extract<FromPage, { type: T }> => message.type === type);
  }

  cell(row: number, column: number) {
    return this.page.locator(`[aria-rowindex="${row}"] > [aria-colindex="${column}"]`);
  }

  /** Waits until a row of this number is in view with its values. */
  async waitForRow(number: number): Promise<void> {
    await this.page.locator(`[aria-rowindex="${number + 1}"] > :first-child:not(:empty)`).waitFor();
  }

  async waitForSent(type: FromPage['type'], count: number): Promise<void> {
    for (let wait = 0; wait < 100 && this.of(type).length < count; wait += 1)
      await this.page.waitForTimeout(20);
  }

  focusedText(): Promise<unknown> {
    return this.page.evaluate('document.activeElement.textContent');
  }

  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(outFolder, `${name}.png`) });
  }

  async #prepare({ theme = 'dark', l10n = {} }: PreviewPageOptions): Promise<void> {
    const { page } = this;
    await page.exposeFunction('toExtension', (message: FromPage) => this.#receive(message));
    await page.exposeFunction('refused', (text: string) => void this.troubles.push(text));
    page.on('pageerror', (error) => this.troubles.push(error.message));
    page.on('console', (message) => message.type() === 'error' && this.troubles.push(message.text()));
    await page.addInitScript(`(${standIn})(${JSON.stringify(themes[theme])}, 'vscode-${theme}')`);
    const html = previewHtml({
      cspSource: origin,
      nonce: 'n0nce',
      script: `${origin}/preview.js`,
      style: `${origin}/preview.css`,
      l10n,
      language: 'en',
    });
    await page.route(`${origin}/`, (route) => route.fulfill({ body: html, contentType: 'text/html' }));
    for (const [name, contentType] of Object.entries({
      'preview.js': 'text/javascript',
      'preview.css': 'text/css',
    }))
      await page.route(`${origin}/${name}`, (route) =>
        route.fulfill({ body: readFileSync(join(bundles, name)), contentType }),
      );
  }

  async #receive(message: FromPage): Promise<void> {
    this.sent.push(message);
    await this.tell(...this.extension(message));
  }
}

/** A function for the page, as text: the channel, and the theme as VS Code sets it. */
const standIn = `(theme, kind) => {
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => void window.toExtension(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
  addEventListener('securitypolicyviolation', (event) =>
    window.refused(event.violatedDirective + ' ' + event.blockedURI));
  addEventListener('DOMContentLoaded', () => {
    document.body.classList.add(kind);
    for (const [name, value] of Object.entries(theme)) document.documentElement.style.setProperty(name, value);
  });
}`;
