// Pictures of the real window. With UPDATE_SCREENSHOTS set they become the README's.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Workbench } from './harness/workbench';

const folder = join(__dirname, '../../media/screenshots');

export async function takePicture(workbench: Workbench, name: string): Promise<void> {
  await workbench.page.mouse.move(900, 700);
  // Toasts and menus fade in, and tooltips out.
  await workbench.page.waitForTimeout(400);
  const path = await workbench.screenshot(name);
  if (!process.env['UPDATE_SCREENSHOTS']) return;
  mkdirSync(folder, { recursive: true });
  copyFileSync(path, join(folder, `${name}.png`));
}

/** Names of objects are long. */
export async function widenSideBar({ page }: Workbench): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) return;
  const edge = box.x + box.width + 2;
  await page.mouse.move(edge, 400);
  await page.mouse.down();
  await page.mouse.move(edge + 200, 400, { steps: 5 });
  await page.mouse.up();
}
