// What stands in cells: marks that are no text, hostile values as text, exact bytes, whole values.
import assert from 'node:assert/strict';
import type { GridCell, GridRow, PreviewState, ToPage } from '../../src/webview/protocol';
import { type Extension, PreviewPage } from './previewPage';
import { column, extension, makeRow, state, text } from './standIn';

const hostile = [
  `<img src=x onerror="window.ran = true">`,
  `<script>window.ran = true</script>`,
  '${window.ran = true}{{constructor.constructor("window.ran = true")()}}',
  `"><svg onload=window.ran=true>`,
  `javascript:window.ran=true`,
  `</script><script>window.ran=true</script>`,
];

/** An element of the browser's, which these tests have no types of. */
interface Marked {
  readonly dataset: { readonly mark: string };
}

describe("the preview's content", () => {
  let preview: PreviewPage;

  afterEach(async () => {
    const ran = await preview.page.evaluate('window.ran');
    const { troubles } = preview;
    await preview.close();
    assert.deepEqual(troubles, []);
    assert.equal(ran, undefined);
  });

  const open = async (
    shown: PreviewState,
    make: (index: number, view: string) => GridRow,
    more?: Extension,
  ) => {
    const answer = extension(() => shown, make);
    preview = await PreviewPage.open((message) => [...answer(message), ...(more?.(message) ?? [])]);
    await preview.waitForRow(1);
  };
  const openCells = (cells: readonly GridCell[]): Promise<void> =>
    open(state({ rows: 1, columns: cells.map((_, index) => column(`c${index}`)) }), () => ({
      number: 1,
      line: 1,
      cells,
    }));
  const marks = (index: number): Promise<string[]> =>
    preview
      .cell(2, 3 + index)
      .locator('.mark')
      .evaluateAll((all) => (all as unknown as Marked[]).map((mark) => mark.dataset.mark));

  it('marks what cannot be seen, and keeps the marks out of the text', async () => {
    await openCells([
      { kind: 'null', text: '' },
      text(''),
      text('null'),
      text('  two '),
      text('a\r\nb'),
      text('a\tb'),
      text('\u202Eevil\u0000'),
      text('a b'),
    ]);
    const expected = [
      [['null'], ''],
      [['empty'], ''],
      [[], 'null'],
      [['·', '·', '·'], '  two '],
      [['CR', 'LF'], 'ab'],
      [['→'], 'ab'],
      [['U+202E', 'U+0000'], 'evil'],
      [[], 'a b'],
    ] as const;
    for (const [index, [signs, content]] of expected.entries()) {
      assert.deepEqual(await marks(index), signs);
      assert.equal(await preview.cell(2, 3 + index).textContent(), content);
    }
    await preview.cell(2, 3).getByRole('img', { name: 'null' }).waitFor();
    await preview.cell(2, 7).getByRole('img', { name: 'line feed' }).waitFor();
  });

  it('shows hostile values, headers and names as text', async () => {
    const evil = hostile.join(' ');
    const columns = hostile.map((header, index) =>
      column(header, { id: `c${index}`, origin: evil, warnings: [evil], key: true }),
    );
    const fact = { text: evil, tooltip: evil };
    const facts = Object.fromEntries(Object.keys(state().facts).map((name) => [name, fact]));
    const shown = state({
      columns,
      fileName: evil,
      facts: facts as unknown as PreviewState['facts'],
      targets: [{ value: evil, label: evil, description: evil }],
      target: evil,
      problem: fact,
      work: { text: evil, percent: 5 },
      comparison: { with: evil, text: evil, counts: { added: 1, removed: 0, changed: 0 } },
    });
    await open(shown, (index, view) => ({
      number: index + 1,
      line: 1,
      file: evil,
      reason: evil,
      cells: hostile.map(text),
      ...(view === 'bytes' ? { bytes: text(evil), head: evil, part: evil } : {}),
    }));
    for (const [index, value] of hostile.entries())
      assert.equal(await preview.cell(2, 4 + index).textContent(), value);
    assert.equal(await preview.page.locator('thead [data-column=c1]').textContent(), hostile[1]);
    await preview.page.getByLabel('Columns', { exact: true }).first().click();
    for (const view of ['Bytes', 'Dropped (118)', 'Differences']) {
      await preview.page.getByText(view, { exact: true }).click();
      await preview.page
        .getByText(hostile[1] ?? '')
        .first()
        .waitFor();
    }
    await preview.cell(2, 5).dblclick();
    await preview.page.getByRole('dialog').waitFor();
    assert.equal(await preview.page.locator('img').count(), 0);
    assert.equal(await preview.page.locator('script').count(), 2);
  });

  it('shows the exact text, whose pieces are the text', async () => {
    const { head = '', bytes } = makeRow(0, 'bytes');
    const rows = [bytes?.text ?? '', 'a,"x ""y"", z",\r\n', '"multi\nline",b\n', 'last'];
    await open(state({ rows: rows.length }), (index, view) => ({
      ...makeRow(index, view),
      ...(view === 'bytes' ? { bytes: text(rows[index] ?? '') } : {}),
    }));
    await preview.page.getByText('Bytes', { exact: true }).click();
    await preview.page.locator('.head').waitFor();
    for (const [index, row] of rows.entries())
      assert.equal(await exactText(`[aria-rowindex="${index + 2}"] .text`), row);
    assert.equal(await exactText('.head'), head);
    const kinds = (kind: string): Promise<string[]> =>
      preview.page.locator(`[aria-rowindex="3"] .${kind}`).allTextContents();
    assert.deepEqual(await kinds('delimiter'), [',', ',']);
    assert.deepEqual(await kinds('quote'), ['"', '""', '""', '"']);
  });

  /** The text of an element with what its marks stand for. */
  const exactText = (selector: string): Promise<unknown> =>
    preview.page.evaluate(`(() => {
      const signs = { LF: '\\n', CR: '\\r', '→': '\\t', 'U+FEFF': '\\uFEFF' };
      const read = (from) =>
        [...from.childNodes].map((child) => child.nodeValue ?? signs[child.dataset.mark] ?? read(child)).join('');
      return read(document.querySelector('${selector}'));
    })()`);

  it('says how much of a long value is not shown, and shows the whole by Enter', async () => {
    const whole = `begin ${'é'.repeat(5000)} end\n`;
    const cut: GridCell = { kind: 'text', text: whole.slice(0, 2000), length: whole.length };
    await open(
      state({ rows: 1, columns: [column('c0'), column('c1')] }),
      () => ({ number: 1, line: 1, cells: [text('x'), cut] }),
      (message): ToPage[] =>
        message.type === 'cell' ? [{ type: 'cell', id: message.id, cell: text(whole) }] : [],
    );
    assert.deepEqual(await marks(1), ['… 4,611 more']);
    await preview.cell(2, 3).click();
    await preview.page.keyboard.press('ArrowRight');
    await preview.page.keyboard.press('Enter');
    const dialog = preview.page.getByRole('dialog', { name: 'c1, row 1' });
    await dialog.getByText('5,011 characters, 10,011 bytes').waitFor();
    assert.deepEqual(
      preview.of('cell').map(({ view, row, column: asked }) => [view, row, asked]),
      [['rows', 0, 1]],
    );
    await dialog.getByLabel('Marks').uncheck();
    assert.equal(await dialog.getByRole('document').textContent(), whole);
    await preview.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await preview.page.evaluate(`document.activeElement.getAttribute('aria-colindex')`), '4');
  });

  it('opens a text of the bytes view that was cut', async () => {
    const whole = `${'a,b,'.repeat(800)}c\n`;
    await open(
      state({ rows: 1 }),
      (index, view) => ({
        ...makeRow(index, view),
        ...(view === 'bytes'
          ? { bytes: { kind: 'text', text: whole.slice(0, 2000), length: whole.length } }
          : {}),
      }),
      (message): ToPage[] =>
        message.type === 'cell' ? [{ type: 'cell', id: message.id, cell: text(whole) }] : [],
    );
    await preview.page.getByText('Bytes', { exact: true }).click();
    await preview.page.locator('[data-mark="… 1,202 more"]').waitFor();
    await preview.cell(2, 3).click();
    await preview.page.keyboard.press('Enter');
    await preview.page.getByText('3,202 characters, 3,202 bytes').waitFor();
    await preview.page.getByLabel('Marks').uncheck();
    assert.equal(await preview.page.getByRole('dialog').getByRole('document').textContent(), whole);
  });
});
