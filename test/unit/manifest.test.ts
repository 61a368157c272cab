// package.json says what the code knows: the same commands, settings, views and schema, and every text in package.nls.json.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../src/export/findings/rules';
import { AlertSettings } from '../../src/model/alertSettings';
import { definitionFileName } from '../../src/model/definition';
import { DestinationSettings } from '../../src/model/destination';
import { DestinationId } from '../../src/model/destinationId';
import { segmentFileName } from '../../src/model/segment';
import { SourceOptions } from '../../src/model/sourceOptions';
import { toolInputs } from '../../src/ui/tools/inputs';
import { commands, itemKinds, schemes, settings, submenus, views } from '../../src/ui/contributions';

const root = join(__dirname, '..', '..');
const texts = readJson('package.nls.json') as Readonly<Record<string, string>>;
const manifestText = readFileSync(join(root, 'package.json'), 'utf8');

/** Of a command or of a submenu. */
interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly { command: string; category: string }[];
    readonly submenus: readonly { id: string; label: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly views: Readonly<Record<string, readonly { id: string }[]>>;
    readonly viewsWelcome: readonly { view: string; contents: string }[];
    readonly languageModelTools: readonly { name: string; inputSchema: unknown }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Record<string, unknown>>> };
  };
}
const { capabilities, contributes } = translated(JSON.parse(manifestText)) as Manifest;
const allMenuItems = Object.values(contributes.menus).flat();

describe('the manifest', () => {
  it('contributes the commands that the code registers', () => {
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).sort(),
      Object.values(commands).sort(),
    );
    for (const { category } of contributes.commands) assert.equal(category, 'S3 Destinations');
  });

  it('contributes the settings that the code reads', () => {
    const { section, ...names } = settings;
    assert.deepEqual(
      Object.keys(contributes.configuration.properties).sort(),
      Object.values(names)
        .map((name) => `${section}.${name}`)
        .sort(),
    );
  });

  it('lets no repository say where data goes, or silence a guard, before it is trusted', () => {
    const { section, destinations, input, findingRules, rowCountDeviation, alerts } = settings;
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    assert.deepEqual(
      restrictedConfigurations,
      [destinations, input, findingRules, rowCountDeviation, alerts].map((name) => `${section}.${name}`),
    );
  });

  it('describes alerts by the schema of the model, and takes them from no workspace: they start programs', () => {
    const { type, items, scope } = contributes.configuration.properties[
      `${settings.section}.${settings.alerts}`
    ] as Record<string, unknown>;
    assert.deepEqual({ type, items }, withMarkdown(JSON.parse(JSON.stringify(AlertSettings))));
    assert.equal(scope, 'application');
  });

  it('contributes the views that the code fills', () => {
    const ids = Object.values(contributes.views).flatMap((group) => group.map(({ id }) => id));
    for (const { view } of contributes.viewsWelcome) assert.ok(ids.includes(view), view);
    assert.deepEqual(ids, Object.values(views));
  });

  it('describes a destination by the schema of the model', () => {
    const { additionalProperties, propertyNames } = contributes.configuration.properties[
      `${settings.section}.${settings.destinations}`
    ] as Record<string, unknown>;
    assert.deepEqual(propertyNames, JSON.parse(JSON.stringify(DestinationId)));
    assert.deepEqual(additionalProperties, withMarkdown(JSON.parse(JSON.stringify(DestinationSettings))));
  });

  it('contributes the tools that the code registers, with the schemas that inputs are held to', () => {
    assert.deepEqual(
      contributes.languageModelTools.map(({ name, inputSchema }) => [name, inputSchema]),
      Object.entries(JSON.parse(JSON.stringify(toolInputs)) as object),
    );
  });

  it('describes how segment files are read by the schema of the model', () => {
    const { type, properties, additionalProperties } = contributes.configuration.properties[
      `${settings.section}.${settings.input}`
    ] as Record<string, unknown>;
    const { description, ...schema } = JSON.parse(JSON.stringify(SourceOptions)) as Record<string, unknown>;
    assert.ok(description);
    assert.deepEqual({ type, properties, additionalProperties }, withMarkdown(schema));
  });

  it('has a choice for each rule of findings, with its own severity as the default', () => {
    const { properties } = contributes.configuration.properties[
      `${settings.section}.${settings.findingRules}`
    ] as { properties: Record<string, unknown> };
    const expected = rules.map(({ name, severity, title }) => [
      name,
      {
        enum: ['error', 'warning', 'information', 'off'],
        enumDescriptions: ['As an error.', 'As a warning.', 'As information.', 'It is not reported.'],
        default: severity,
        markdownDescription: `Reports ${title()}.`,
      },
    ]);
    assert.deepEqual(Object.entries(properties), expected);
  });

  it('has menus of known commands and submenus only', () => {
    const known: string[] = Object.values(commands);
    const menus: string[] = Object.values(submenus);
    for (const { command, submenu } of allMenuItems)
      assert.ok(command === undefined ? menus.includes(submenu ?? '') : known.includes(command), command);
    for (const { contents } of contributes.viewsWelcome) {
      for (const [, command = ''] of contents.matchAll(/\(command:([^)]+)\)/g)) {
        assert.ok([...known, 'workbench.trust.manage'].includes(command), command);
      }
    }
  });

  it('has no more than two commands in the menus of files; the others are in a submenu', () => {
    for (const name of ['explorer/context', 'editor/context']) {
      const items = contributes.menus[name] ?? [];
      assert.deepEqual(
        items.map(({ command, submenu }) => command ?? submenu),
        [commands.previewExport, commands.pushExport, submenus.more],
      );
    }
    assert.deepEqual(
      contributes.submenus,
      Object.values(submenus).map((id) => ({ id, label: 'S3 Destinations' })),
    );
    for (const id of Object.values(submenus)) assert.ok(contributes.menus[id]?.length, id);
  });

  it('has menus for tree rows and documents that exist, and for each of them', () => {
    const whens = allMenuItems.map(({ when = '' }) => when);
    const patterns = whens.flatMap((when) => /viewItem =~ \/(.+)\/$/.exec(when)?.[1] ?? []);
    const kinds: string[] = Object.values(itemKinds);
    for (const pattern of patterns) {
      assert.ok(
        kinds.some((kind) => new RegExp(pattern).test(kind)),
        pattern,
      );
    }
    for (const kind of kinds) {
      assert.ok(
        patterns.some((pattern) => new RegExp(pattern).test(kind)),
        kind,
      );
    }
    const named = whens.flatMap((when) => /resourceScheme == (\S+)/.exec(when)?.[1] ?? []);
    const known = ['file', ...Object.values(schemes)];
    for (const scheme of named) assert.ok(known.includes(scheme), scheme);
    const fileNames = whens.flatMap((when) =>
      Array.from(when.matchAll(/resourceFilename =~ (\/.+?\/i)/g), ([, pattern = '']) => pattern),
    );
    assert.deepEqual(new Set(fileNames), new Set([String(segmentFileName), String(definitionFileName)]));
  });

  it('takes every text from package.nls.json, and leaves none there unused', () => {
    const used = Array.from(manifestText.matchAll(/"%([^%"]+)%"/g), ([, key = '']) => key);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
  });
});

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(root, name), 'utf8'));
}

/** Puts the texts in the places of their `%keys%`, as VS Code does. */
function translated(value: unknown): unknown {
  return mapStrings(value, (text) => texts[/^%(.+)%$/.exec(text)?.[1] ?? ''] ?? text);
}

function mapStrings(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapStrings(each, map)]));
}

/** The settings editor shows Markdown only under a name of its own. */
function withMarkdown(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withMarkdown);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) =>
      key === 'description' && typeof value === 'string'
        ? ['markdownDescription', value]
        : [key, withMarkdown(value)],
    ),
  );
}
