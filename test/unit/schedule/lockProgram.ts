// A process that takes a lock again and again, and writes down when it has it. Some are killed while they do.
// usage: node lockProgram.js LOCK LOG DIES
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from '../../../src/schedule/lock';

const [, , path = '', log = '', dies = ''] = process.argv;

async function main(): Promise<void> {
  for (let turn = 0; turn < 6;) {
    const lock = await takeLock(path);
    if (!lock) {
      await sleep(2);
      continue;
    }
    turn++;
    appendFileSync(log, `has ${process.pid}\n`);
    await sleep(1);
    // Nobody can write after a death: who is killed says so before, as the last thing that it does.
    appendFileSync(log, `leaves ${process.pid}\n`);
    if (dies === 'true' && turn === 3) process.kill(process.pid, 'SIGKILL');
    await lock.release();
  }
}

void main();
