// `npm start`: the local S3 endpoint, the main job once, then VS Code on the demo workspace until Ctrl+C.
// With --once it ends after the main job. The exit code is 0 only if the delivery was verified.
import { temporaryFolder } from '../host/processes';
import { mainJob } from './mainJob';
import { openVsCode } from './openVsCode';
import { startDemo } from './store';

async function main(): Promise<void> {
  const folder = temporaryFolder();
  const demo = await startDemo(folder.path);
  console.log(`Local S3 endpoint: ${demo.endpoint.url}`);
  const verified = await mainJob(demo);
  if (!verified) process.exitCode = 1;
  if (!verified || process.argv.includes('--once')) {
    await demo.endpoint.close();
    folder.remove();
    return;
  }
  await openVsCode(demo, folder.path);
  console.log('Press Ctrl+C to end the demo.');
}

void main();
