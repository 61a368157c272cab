// What VS Code itself says of the start of the extension.
import { openWorkbench } from './harness/session';

describe('Running Extensions', () => {
  it('lists the extension with the time that it took', async () => {
    const session = await openWorkbench();
    try {
      const { workbench, page } = session;
      await workbench.run('Developer: Show Running Extensions');
      const row = page.locator('.runtime-extensions-editor .extension', { hasText: 'S3 Destinations' });
      const time = row.locator('.activation-time');
      await time.filter({ hasText: /\d+ms/ }).waitFor();
      console.log(`activation: ${await time.innerText()}`);
    } finally {
      await session.stop();
    }
  });
});
