// The window in VS Code's four kinds of themes, for pictures to be looked at.
import type { Workbench } from './harness/workbench';
import { takePicture } from './pictures';

/** By kind: the theme's name, and what the window's class says while it has one of that kind. */
export const themes = {
  light: { label: 'Light Modern', shownAs: 'vs' },
  dark: { label: 'Dark Modern', shownAs: 'vs-dark' },
  'high-contrast': { label: 'Dark High Contrast', shownAs: 'hc-black' },
  'high-contrast-light': { label: 'Light High Contrast', shownAs: 'hc-light' },
} as const;

export type ThemeKind = keyof typeof themes;
export const themeKinds = Object.keys(themes) as ThemeKind[];

/** Chooses a theme as a person does, unless the window has one of its kind already. */
export async function chooseTheme(workbench: Workbench, kind: ThemeKind): Promise<void> {
  const { label, shownAs } = themes[kind];
  const shown = workbench.page.locator(`.monaco-workbench.${shownAs}`);
  if (await shown.isVisible()) return;
  await workbench.run('Preferences: Color Theme');
  await workbench.quickInput.type(label);
  await workbench.quickInput.focused(label).waitFor();
  await workbench.quickInput.accept();
  await shown.waitFor();
}

/** Takes the picture out/ui/NAME-dark.png, or with `S3D_ALL_THEMES` one in each kind of theme. The last theme stays. */
export async function takeInAllThemes(workbench: Workbench, name: string): Promise<void> {
  for (const kind of process.env['S3D_ALL_THEMES'] ? themeKinds : (['dark'] as const)) {
    await chooseTheme(workbench, kind);
    await takePicture(workbench, `${name}-${kind}`);
  }
}
