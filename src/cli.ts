#!/usr/bin/env node
// Entry for the command line `s3-destinations`: the same rooms without VS Code.
import { programHost } from './cli/programHost';
import { run } from './cli/run';

void run(process.argv.slice(2), programHost()).then((exitCode) => {
  process.exitCode = exitCode;
});
