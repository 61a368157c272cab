// The mapping edited in place: each edit sends the whole mapping.
import assert from 'node:assert/strict';
import type { ColumnEdit } from '../../src/model/columnEdit';
import type { ColumnProfile } from '../../src/model/columnProfile';
import type { PreviewState } from '../../src/webview/protocol';
import { PreviewPage } from './previewPage';
import { columns, extension, profile, state } from './standIn';

describe('the column panel', () => {
  let preview: PreviewPage;
  let shown: PreviewState;

  beforeEach(async () => {
    shown = state({ rows: 5000 });
    const answer = extension(() => shown);
    preview = await PreviewPage.open((message) => {
      if (message.type !== 'columns') return answer(message);
      const edited = message.columns.flatMap((edit) =>
        shown.columns.filter(({ id }) => id === edit.id).map((column) => ({ ...column, ...edit })),
      );
      shown = { ...shown, generation: shown.generation + 1, columns: edited, edited: true, canUndo: true };
      return [{ type: 'state', state: shown }];
    });
    await preview.waitForRow(1);
    await preview.cell(2, 4).click();
    await preview.page.keyboard.press('ArrowUp');
  });
  afterEach(async () => {
    const { troubles } = preview;
    await preview.close();
    assert.deepEqual(troubles, []);
  });

  const last = async (count: number): Promise<readonly ColumnEdit[]> => {
    await preview.waitForSent('columns', count);
    assert.equal(preview.of('columns').length, count);
    return preview.of('columns').at(-1)?.columns ?? [];
  };
  const headers = (edits: readonly ColumnEdit[]): string[] => edits.map(({ header }) => header);
  const key = (name: string): Promise<void> => preview.page.keyboard.press(name);
  const original = columns.map(({ header }) => header);

  it('renames by keyboard', async () => {
    await key('Enter');
    await preview.page.keyboard.type('given_name');
    await key('Enter');
    assert.deepEqual(headers(await last(1)), original.toSpliced(1, 1, 'given_name'));
    await preview.page.locator('thead', { hasText: 'given_name' }).waitFor();
    await preview.page.getByTitle('The mapping is not saved.').waitFor();
  });

  it('refuses a name that is taken or empty, at the field', async () => {
    await key('Enter');
    await preview.page.keyboard.type('email');
    await key('Enter');
    await preview.page.getByText('The column of person.email has this name already.').waitFor();
    await preview.page.getByRole('textbox', { name: 'Name' }).fill('');
    await key('Enter');
    await preview.page.getByText('A column needs a name.').waitFor();
    assert.equal(
      await preview.page.getByRole('textbox', { name: 'Name' }).getAttribute('aria-invalid'),
      'true',
    );
    await key('Escape');
    assert.equal(await preview.page.getByRole('textbox', { name: 'Name' }).inputValue(), 'firstName');
    assert.deepEqual(preview.of('columns'), []);
  });

  it('moves by keys, by buttons and by dragging, over hidden columns', async () => {
    await key('Alt+Shift+ArrowRight');
    assert.deepEqual(headers(await last(1)).slice(0, 3), ['id', 'lastName', 'firstName']);
    await preview.page.locator('thead th:nth-child(4)', { hasText: 'lastName' }).waitFor();
    await preview.page.locator('thead [data-column=email]').hover();
    await preview.page.mouse.down();
    await preview.page.locator('thead [data-column=id]').hover({ position: { x: 5, y: 5 } });
    await preview.page.mouse.up();
    assert.deepEqual(headers(await last(2)).slice(0, 4), ['email', 'id', 'lastName', 'firstName']);
    await preview.page.locator('thead th:nth-child(3)', { hasText: 'email' }).waitFor();
    await preview.page.locator('thead [data-column=note]').click();
    assert.equal(await preview.page.getByRole('button', { name: 'Move Right' }).isDisabled(), true);
    await preview.page.getByRole('button', { name: 'Move Left' }).click();
    assert.deepEqual(headers(await last(3)).slice(-3), ['note', 'consent', 'internal']);
  });

  it('stays at the column that is moved', async () => {
    await key('Enter');
    const name = preview.page.getByRole('textbox', { name: 'Name' });
    for (const [place, count] of [
      [5, 1],
      [6, 2],
    ] as const) {
      await preview.page.getByRole('button', { name: 'Move Right' }).click();
      await last(count);
      await preview.page.locator(`thead th:nth-child(${place})`, { hasText: 'firstName' }).waitFor();
      assert.equal(await name.inputValue(), 'firstName');
    }
    await preview.page.locator('thead [data-column=firstName].at-cursor').waitFor();
    await preview.page.getByRole('button', { name: 'Hide', exact: true }).click();
    assert.equal((await last(3)).find(({ hidden }) => hidden)?.id, 'firstName');
  });

  it('marks mandatory and keys, hides and shows again', async () => {
    await key('Enter');
    await preview.page.getByRole('checkbox', { name: 'Mandatory' }).check();
    assert.equal((await last(1))[1]?.mandatory, true);
    await preview.page.getByRole('checkbox', { name: 'Deduplication key' }).check();
    assert.equal((await last(2))[1]?.key, true);
    await preview.page.getByRole('button', { name: 'Hide', exact: true }).click();
    assert.equal((await last(3))[1]?.hidden, true);
    await preview.page.locator('[aria-colcount="8"]').waitFor();
    await preview.page.getByLabel('Show internal').check();
    assert.equal((await last(4)).at(-1)?.hidden, false);
  });

  it('undoes and redoes by keys and buttons, discards and saves', async () => {
    await key('Alt+Shift+ArrowRight');
    await last(1);
    await preview.page.locator('thead th:nth-child(4)', { hasText: 'lastName' }).waitFor();
    await key('Control+z');
    await preview.waitForSent('undo', 1);
    shown = { ...shown, canRedo: true };
    await preview.tell({ type: 'state', state: shown });
    await key('Control+Shift+Z');
    await preview.waitForSent('redo', 1);
    await preview.page.getByLabel('Columns', { exact: true }).first().click();
    for (const name of ['Undo', 'Redo', 'Discard', 'Save as Export Definition'])
      await preview.page.getByRole('button', { name }).click();
    await preview.waitForSent('save', 1);
    const types = ['undo', 'redo', 'discard', 'save'] as const;
    assert.deepEqual(
      types.map((type) => preview.of(type).length),
      [2, 2, 1, 1],
    );
  });

  it('shows the profile of the column at the cursor, and jumps to its longest value', async () => {
    await key('ArrowRight');
    await key('Enter');
    const panel = preview.page.locator('#columns');
    await panel.getByText('about 6').waitFor();
    await panel.getByText('40,000,000 · 20%').first().waitFor();
    shown = state();
    await preview.tell({ type: 'state', state: shown });
    await panel.getByRole('button', { name: 'row 123,456,789' }).click();
    await preview.waitForRow(123_456_789);
    assert.equal(
      await preview.page.evaluate(`document.activeElement.parentElement.getAttribute('aria-rowindex')`),
      '123456790',
    );
  });

  it('says why there are no figures, that values are all different, and shares of the rows', async () => {
    await key('Enter');
    const panel = preview.page.locator('#columns');
    const tell = async (values: Partial<ColumnProfile>): Promise<void> =>
      preview.tell({
        type: 'profiles',
        generation: shown.generation,
        profiles: [{ ...profile, header: 'firstName', ...values }],
      });
    await preview.tell({ type: 'state', state: { ...shown, paused: true } });
    await panel.getByText('Figures come with the scan, which was cancelled.').waitFor();
    await panel.getByRole('button', { name: 'Resume' }).click();
    await preview.waitForSent('resumeWork', 1);
    const top = ['a', 'b', 'c'].map((text) => ({ text, count: 1 }));
    await tell({ rows: 3, nulls: 0, distinct: 4, top });
    await panel.getByText('All values are different.').waitFor();
    await panel.getByText('about 3').waitFor();
    assert.equal(await panel.locator('.top li').count(), 0);
    await tell({ rows: 200, nulls: 0, top: [{ text: 'a', count: 50 }] });
    await panel.locator('.top li').waitFor();
    assert.equal(await panel.locator('.top-bar').getAttribute('style'), 'width: 25%;');
  });

  it('is found again after a reload: row, view and edits', async () => {
    await key('Alt+Shift+ArrowRight');
    await last(1);
    await key('Control+End');
    await preview.waitForRow(5000);
    await preview.page.waitForTimeout(400);
    await preview.page.reload();
    await preview.waitForRow(5000);
    const { remembered } = preview.of('ready').at(-1) ?? {};
    assert.deepEqual(
      { ...remembered, edits: remembered?.edits && headers(remembered.edits).slice(0, 3) },
      { target: 'acme', view: 'rows', row: 4999, edits: ['id', 'lastName', 'firstName'] },
    );
  });
});
