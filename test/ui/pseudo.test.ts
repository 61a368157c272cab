// No text escapes translation: with VS Code in the pseudo-locale, whose texts have accents on all letters, what a person meets on
// the way from the empty view to a receipt has no letter without one, but for data and for what VS Code itself says.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { pseudo, pseudoLanguage } from '../l10n/pseudo';
import { accessKey, bucket, startFixture, type Fixture } from './fixture';
import { Preview } from './harness/preview';
import { openWorkbench, type Session } from './harness/session';
import { shownTexts } from './harness/shownTexts';
import type { Workbench } from './harness/workbench';

const productName = pseudo('S3 Destinations');
/** Data without letters, that could be taken for a text. */
const [destinationName, segmentFile, segment] = ['1', '2.ndjson', '{"3":4}\n{"3":5}\n'];

/**
 * What is no text of ours: data of this fixture, names of AWS and of formats, what VS Code says around our texts, and sizes,
 * days and durations, which Node words in English where it does not know a language.
 */
const foreign = [
  /s3:\/\/\S*/g,
  /https?:\/\/\S*/g,
  /\S*amazon-s3_segment\S*|\S*\.(ndjson|csv|md)\b/g,
  /%[A-Z_]+(\([^)]*\))?%/g,
  new RegExp(`${bucket}|\\bdaily\\b|\\b[0-9a-f]{8,}`, 'g'),
  /\b(Amazon S3|AWS|CSV|TSV|JSON|sha256|SHA-256|UTC|[kM]?B)\b/g,
  /\b[a-z]{2}(-[a-z]+)+-\d\b/g,
  /\b(Africa|Asia|Canada|China|Europe|Israel|Mexico|Middle|South|US)\b[^)]*\)/g,
  /\b(\d+ bytes|[\d.]+ sec|today|yesterday)\b/g,
  /\(Press 'Enter' to confirm( your input)? or 'Escape' to cancel\)/g,
  /^(Welcome|Cancel|OK|Actions for .*)$/g,
];

describe('pseudo-locale', () => {
  let fixture: Fixture;
  let session: Session;
  let workbench: Workbench;
  let preview: Preview;
  /** Texts with letters without accents, until they are told. */
  let escaped: string[] = [];

  before(async () => {
    fixture = await startFixture();
    fixture.write(segmentFile, segment);
    session = await openWorkbench({
      folder: fixture.workspace,
      language: pseudoLanguage,
      settings: { 'explorer.autoReveal': false },
      viewport: { width: 1400, height: 800 },
    });
    workbench = session.workbench;
    preview = new Preview(workbench.page);
  });
  after(async () => {
    await session.stop();
    await fixture.stop();
  });
  beforeEach(() => (escaped = []));
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  async function look(parts: Locator): Promise<void> {
    const texts = await shownTexts(parts);
    assert.notEqual(texts.length, 0, 'Nothing is shown.');
    escaped.push(
      ...texts.filter((text) =>
        /[a-z]{2}/i.test(foreign.reduce((rest, each) => rest.replace(each, ''), text)),
      ),
    );
  }

  const find = (selector: string): Locator => workbench.page.locator(selector);
  const sideBar = (): Locator =>
    find('.part.sidebar').locator('.composite.title h2, .pane-header h3, .pane-body');
  const wizard = (): Locator =>
    find('.quick-input-widget:visible').locator(
      '.quick-input-title, .quick-input-box input, .quick-input-message, .quick-input-list .monaco-list-row',
    );
  const notifications = (): Locator =>
    find('.notification-list-item-message, .notification-list-item-buttons-container .monaco-button');

  /** Waits for a page of the wizard by the beginning of what its box asks for, and looks at it. */
  async function wizardPage(placeholder: string): Promise<void> {
    await find(`.quick-input-widget:visible input.input[placeholder^="${placeholder}"]`).waitFor();
    await look(wizard());
  }

  async function answer(placeholder: string, text: string): Promise<void> {
    await wizardPage(placeholder);
    await workbench.quickInput.type(text);
    await workbench.quickInput.accept();
  }

  async function choose(placeholder: string, label: string): Promise<void> {
    await wizardPage(pseudo(placeholder));
    await workbench.quickInput.pick(label);
  }

  it('in the empty views', async () => {
    await workbench.sideBar.open(productName);
    await workbench.sideBar.welcome(pseudo('Add Destination')).waitFor();
    await find('.part.sidebar .pane-header')
      .filter({ hasText: pseudo('Runs') })
      .click();
    await workbench.sideBar.welcome(pseudo('Push Export')).waitFor();
    await look(sideBar());
    assert.deepEqual(escaped, []);
  });

  it('in the wizard', async () => {
    const { quickInput } = workbench;
    await workbench.sideBar.welcome(pseudo('Add Destination')).click();
    await wizardPage(pseudo('Bucket name'));
    await quickInput.type('Bad_Name');
    await quickInput.waitForMessage(pseudo('only lowercase letters'));
    await answer(pseudo('Bucket name'), `s3://${bucket}/daily`);
    await wizardPage(pseudo('Folder path'));
    await quickInput.accept();
    await choose('Where is the bucket?', pseudo('Other S3-Compatible Store'));
    await answer('https://', fixture.endpoint.url);
    await choose('How does the store', pseudo('Path Style'));
    await answer(pseudo("The bucket's region"), 'us-east-1');
    await choose('Which credentials', pseudo('Access Key'));
    await answer(pseudo('Access key id'), accessKey.accessKeyId);
    await answer(pseudo('Secret access key'), accessKey.secretAccessKey);
    await choose('The format of the exports', 'CSV');
    await quickInput.step(/6\/6/);
    await look(wizard());
    await quickInput.type(destinationName);
    await quickInput.accept();
    assert.deepEqual(escaped, []);
  });

  it('in the check of the destination, and in its row, tooltip and menu', async () => {
    await workbench.notifications.message(pseudo('is ready'));
    await look(notifications());
    await workbench.notifications.close(pseudo('is ready'));
    await workbench.sideBar.expand(destinationName);
    await workbench.sideBar.pointAt(destinationName);
    await workbench.hover(pseudo('path style'));
    await look(find('.monaco-hover:visible'));
    await look(sideBar());
    await workbench.sideBar.row(destinationName).click({ button: 'right' });
    const items = find('.monaco-menu .action-item .action-label:visible');
    await items.first().waitFor();
    await look(items);
    await workbench.page.keyboard.press('Escape');
    assert.deepEqual(escaped, []);
  });

  it('in the preview, its columns and its bytes', async () => {
    await workbench.sideBar.open('Explorer');
    await workbench.sideBar.contextMenu(segmentFile, pseudo('Preview Export'));
    await preview.row(1).waitFor();
    await preview.waitForFact('key-state', pseudo('key is free'));
    await preview.toggleColumns();
    const page = preview.page.locator('.toolbar, .strip, .panel');
    await look(page);
    await preview.show(pseudo('Bytes'));
    await preview.row(1).waitFor();
    await look(page);
    assert.deepEqual(escaped, []);
  });

  it('in a dry run, a push and what they tell', async () => {
    await workbench.run(`${productName}: ${pseudo('Dry Run…')}`);
    const dialog = find('.monaco-dialog-box').locator('.dialog-message-container, .monaco-button');
    await dialog.filter({ hasText: pseudo('nothing was written') }).waitFor();
    await look(dialog);
    await workbench.dialog.press('OK');
    await workbench.run(`${productName}: ${pseudo('Push Export…')}`);
    await workbench.dialog.text();
    await look(dialog);
    await workbench.dialog.press(pseudo('Push'));
    await workbench.notifications.message(pseudo('Delivered and verified'));
    await look(notifications());
    await workbench.notifications.press(pseudo('Delivered and verified'), pseudo('Show Receipt'));
    const lens = find('.editor-group-container.active .codelens-decoration');
    await lens.filter({ hasText: pseudo('Delivered and verified') }).waitFor();
    await look(lens);
    assert.deepEqual(escaped, []);
  });

  it('in the views that show them', async () => {
    await workbench.sideBar.open(productName);
    // The object below its destination, and the run.
    for (const row of [0, 1])
      await workbench.sideBar.rows
        .filter({ hasText: pseudo('verified') })
        .nth(row)
        .waitFor();
    await look(sideBar());
    assert.deepEqual(escaped, []);
  });
});
