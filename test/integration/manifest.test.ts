// The manifest and the running extension are one: what is contributed is there, what is there is contributed, and each name that
// the manifest mentions is one of them.
import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commands, extensions, lm, tasks, workspace } from 'vscode';
import { commands as ours, editors, itemKinds, schemes, settings, views } from '../../src/ui/contributions';

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface Step {
  readonly description: string;
  readonly media: { readonly svg?: string; readonly image?: string };
  readonly completionEvents?: readonly string[];
}

/** What is read of the manifest, with its texts in the language of the window. */
interface Contributes {
  readonly commands: readonly { readonly command: string; readonly enablement?: string }[];
  readonly submenus?: readonly { readonly id: string }[];
  readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
  readonly keybindings?: readonly MenuItem[];
  readonly views: Readonly<Record<string, readonly { readonly id: string; readonly when?: string }[]>>;
  readonly viewsWelcome: readonly {
    readonly view: string;
    readonly contents: string;
    readonly when?: string;
  }[];
  readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
  readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  readonly customEditors: readonly { readonly viewType: string }[];
  readonly jsonValidation: readonly { readonly url: string }[];
  readonly languageModelTools?: readonly { readonly name: string }[];
  readonly taskDefinitions?: readonly { readonly type: string }[];
}

describe('manifest of the running extension', () => {
  const extension = extensions.getExtension('s3-destinations.s3-destinations');
  assert(extension);
  const { contributes } = extension.packageJSON as { readonly contributes: Contributes };
  const { menus, submenus = [], keybindings = [], walkthroughs, viewsWelcome } = contributes;
  const contributed = contributes.commands.map(({ command }) => command);
  const viewIds = Object.values(contributes.views).flatMap((group) => group.map(({ id }) => id));
  const menuItems = [...Object.values(menus).flat(), ...keybindings];
  const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  /** All conditions. */
  const whens = [
    ...menuItems.map(({ when }) => when),
    ...viewsWelcome.map(({ when }) => when),
    ...contributes.commands.map(({ enablement }) => enablement),
  ].filter((when) => when !== undefined);

  before(() => extension.activate());

  it('has registered each command that is contributed, and no other', async () => {
    const isOfView = (id: string): boolean => viewIds.some((view) => id.startsWith(`${view}.`));
    const registered = (await commands.getCommands(true)).filter((id) => id.startsWith('s3Destinations.'));
    // VS Code has commands of its own for each view.
    assert.deepEqual(registered.filter((id) => !isOfView(id)).sort(), [...contributed].sort());
    assert.deepEqual([...contributed].sort(), Object.values(ours).sort());
  });

  it('names commands and submenus in its menus and keys that exist, and each submenu somewhere', () => {
    const submenuIds = submenus.map(({ id }) => id);
    for (const { command, submenu } of menuItems)
      assert.ok(
        contributed.includes(command ?? '') || submenuIds.includes(submenu ?? ''),
        command ?? submenu,
      );
    for (const id of submenuIds) {
      assert.ok(menus[id]?.length, id);
      assert.ok(
        menuItems.some(({ submenu }) => submenu === id),
        id,
      );
    }
  });

  it('links commands in its walkthrough and its empty views that exist, and shows pictures that do', async () => {
    const texts = [
      ...steps.map(({ description }) => description),
      ...viewsWelcome.map(({ contents }) => contents),
    ];
    const linked = texts.flatMap((text) => captures(text, /\(command:([\w.]+)/g));
    const ending = steps.flatMap(({ completionEvents = [] }) =>
      completionEvents.flatMap((event) => captures(event, /^onCommand:(.+)$/g)),
    );
    assert.ok(linked.length > 0 && ending.length > 0);
    const known = await commands.getCommands(true);
    for (const id of [...linked, ...ending]) assert.ok(known.includes(id), id);
    for (const { media } of steps)
      assert.ok(
        existsSync(join(extension.extensionPath, media.svg ?? media.image ?? '-')),
        JSON.stringify(media),
      );
  });

  it('asks in its conditions for views, editors and schemes that exist, and fills each view', () => {
    assert.deepEqual([...viewIds].sort(), Object.values(views).sort());
    assertKnown(/\bview == '?([\w.]+)/g, viewIds);
    for (const { view } of viewsWelcome) assert.ok(viewIds.includes(view), view);
    assertKnown(/activeCustomEditorId [!=]= '?([\w.]+)/g, Object.values(editors));
    assertKnown(/resourceScheme == '?([\w-]+)/g, ['file', ...Object.values(schemes)]);
  });

  it('asks for each kind of tree row, and for no other', () => {
    const kinds: string[] = Object.values(itemKinds);
    const patterns = whens.flatMap((when) => captures(when, /viewItem =~ \/(.+?)\/(?= |$|\))/g));
    const names = whens.flatMap((when) => captures(when, /viewItem == '?([\w.]+)/g));
    for (const name of names) assert.ok(kinds.includes(name), name);
    const matches = (pattern: string, kind: string): boolean => new RegExp(pattern).test(kind);
    for (const pattern of patterns)
      assert.ok(
        kinds.some((kind) => matches(pattern, kind)),
        pattern,
      );
    for (const kind of kinds)
      assert.ok(names.includes(kind) || patterns.some((pattern) => matches(pattern, kind)), kind);
  });

  it('has a default for each setting that is read', () => {
    const { section, ...names } = settings;
    const read = Object.values(names).map((name) => `${section}.${name}`);
    assert.deepEqual(Object.keys(contributes.configuration.properties).sort(), read.sort());
    for (const name of read)
      assert.notEqual(workspace.getConfiguration().inspect(name)?.defaultValue, undefined, name);
  });

  it('has its tools, its kinds of tasks and its schemas', async () => {
    const tools = contributes.languageModelTools?.map(({ name }) => name) ?? [];
    const known = lm.tools.map(({ name }) => name);
    for (const tool of tools) assert.ok(known.includes(tool), tool);
    for (const { type } of contributes.taskDefinitions ?? [])
      for (const task of await tasks.fetchTasks({ type })) assert.equal(task.definition.type, type);
    for (const { url } of contributes.jsonValidation)
      assert.ok(existsSync(join(extension.extensionPath, url)), url);
    assert.deepEqual(
      contributes.customEditors.map(({ viewType }) => viewType),
      Object.values(editors),
    );
  });

  function assertKnown(pattern: RegExp, known: readonly string[]): void {
    for (const name of whens.flatMap((when) => captures(when, pattern)))
      assert.ok(known.includes(name), name);
  }
});

/** What the first group of a pattern captures, wherever it matches. */
function captures(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([, captured = '']) => captured);
}
