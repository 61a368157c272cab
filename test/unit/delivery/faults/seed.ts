// The seed of all that is drawn at random about faults: `S3D_FAULT_SEED`, or another one in each run.
import { randomInt } from 'node:crypto';

export const faultSeed = Number(process.env['S3D_FAULT_SEED'] ?? randomInt(2 ** 31));
