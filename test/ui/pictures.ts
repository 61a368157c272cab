// Pictures of the real window. With UPDATE_SCREENSHOTS set they become the README's.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Workbench } from './harness/workbench';

const folder = join(__dirname, '../../media/screenshots');

export async function takePicture(workbench: Workbench, name: string): Promise<void> {
  // Toasts and menus fade in.
  await workbench.page.waitForTimeout(400);
  const path = await workbench.screenshot(name);
  if (!process.env['UPDATE_SCREENSHOTS']) return;
  mkdirSync(folder, { recursive: true });
  copyFileSync(path, join(folder, `${name}.png`));
}
