// A simulated year: two windows and a command line that share nothing but the bucket and, the windows, their state. They are
// killed, start again, and sleep for days. In the end each due moment is in the bucket once.
import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListObjectVersionsCommand, type ListObjectVersionsCommandOutput } from '@aws-sdk/client-s3';
import { buildSync } from 'esbuild';
import { Journal } from '../../../src/delivery/journal';
import type { ScheduleSettings } from '../../../src/model/scheduleSettings';
import { dueMoments } from '../../../src/schedule/dueMoments';
import { lastDue } from '../../../src/schedule/nextDue';
import { owner, Store } from '../delivery/store';
import { Bucket } from '../delivery/faults/bucket';
import { temporaryFolder } from '../temporaryFolder';
import { writeDefinition } from './outside';
import type { Ended, Wake } from './yearProgram';

const seed = Number(process.env['S3D_YEAR_SEED'] ?? randomInt(2 ** 31));
/** A year in the phase `long`; else long enough for a change of the clocks. */
const days = Number(process.env['S3D_YEAR_DAYS'] ?? 7);
const hour = 3_600_000;
const begin = new Date('2026-03-26T00:00:00Z');
const end = new Date(begin.getTime() + days * 24 * hour);
const startDate = '2026-03-26';

const schedules: Readonly<Record<string, ScheduleSettings>> = {
  berlin: { frequency: 'daily', time: '02:30', timeZone: 'Europe/Berlin', startDate },
  halfDays: {
    frequency: 'every12Hours',
    time: '06:00',
    timeZone: 'Europe/Berlin',
    startDate,
    catchUp: 'each',
  },
  often: { frequency: 'every3Hours', startDate: '2026-03-28', endDate: '2026-03-30', catchUp: 'each' },
  oftenInAutumn: { frequency: 'every3Hours', startDate: '2026-10-24', endDate: '2026-10-27' },
  weekly: { frequency: 'weekly', time: '09:00', timeZone: 'America/New_York', startDate, catchUp: 'each' },
  monthly: { frequency: 'monthly', time: '23:30', startDate: '2026-03-31', catchUp: 'each' },
  onChange: { frequency: 'onChange' },
};

/** Numbers from 0 to 1 that one seed gives always again (mulberry32). */
function chance(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A program that is started when it is needed, and may die. */
class Sleeper {
  private child: ChildProcess | undefined;
  constructor(
    private readonly program: string,
    readonly state: string,
    readonly atFirst: Wake['atFirst'],
  ) {}

  /** @returns undefined when it died */
  wake(order: Omit<Wake, 'state' | 'atFirst'>): Promise<readonly Ended[] | undefined> {
    const child = (this.child ??= fork(this.program));
    return new Promise((resolve) => {
      const died = (): void => {
        this.child = undefined;
        resolve(undefined);
      };
      child.once('exit', died);
      child.once('message', (ended) => {
        child.off('exit', died);
        resolve(ended as Ended[]);
      });
      child.send({ ...order, state: this.state, atFirst: this.atFirst });
    });
  }

  stop(): void {
    this.child?.kill();
  }
}

describe('a simulated year of schedules', function () {
  this.timeout(60_000 + days * 30_000);
  const folder = temporaryFolder();
  let store: Store;
  before(async () => {
    store = await Store.start();
  });
  after(() => store.close());

  it('delivers each due moment once', async () => {
    console.log(`      ${days} days, S3D_YEAR_SEED=${seed}`);
    const random = chance(seed);
    await Bucket.keepingVersions(store);
    const program = folder.path('yearProgram.js');
    buildSync({
      ...{
        entryPoints: [join(__dirname, 'yearProgram.ts')],
        outfile: program,
        bundle: true,
        logLevel: 'error',
      },
      ...{ platform: 'node', mainFields: ['module', 'main'] },
    });
    const segment = folder.path('people.ndjson');
    const change = (at: number, name = segment): void => {
      writeFileSync(name, Array.from({ length: 5 }, (_, id) => `{"id":"${id}","at":"${at}"}\n`).join(''));
      utimesSync(name, at / 1000, at / 1000);
    };
    const watched = folder.path('watched.ndjson');
    const names = Object.keys(schedules);
    const paths = names.map((name) =>
      writeDefinition(folder.path('workspace'), name, {
        segment: { source: name === 'onChange' ? watched : segment },
        ...{ destination: 'test', schedule: schedules[name], rowsPerFile: name === 'weekly' ? 2 : 100 },
        fileName: `${name}-%DATETIME(yyyyMMddHHmmss)%`,
      }),
    );
    const all = [
      new Sleeper(program, folder.path('windows'), 'wait'),
      new Sleeper(program, folder.path('windows'), 'wait'),
      new Sleeper(program, folder.path('command-line'), 'run'),
    ];
    const became = new Map<string, number>();
    const changes = [+begin - hour];
    const lasts = { finished: new Set<string>(), seen: new Set<string>() };
    /** What would be the last due moment of those that pass others over, and of the watched file. */
    const lastOnes = (now: Date): string[] =>
      names.flatMap((name) => {
        const { [name]: schedule = assert.fail() } = schedules;
        const last =
          name === 'onChange'
            ? changes.at(-1)
            : schedule.catchUp === 'each'
              ? undefined
              : lastDue(schedule, now);
        return last === undefined ? [] : [`${name} ${new Date(last).toISOString()}`];
      });
    const awake = async (now: Date, sleepers: readonly Sleeper[], mayDie: boolean): Promise<void> => {
      const order = { now: now.toISOString(), paths, destination: store.settings(), accessKey: owner };
      const ends = await Promise.all(
        sleepers.map((sleeper) => {
          const dieAt = mayDie && random() < 0.25 ? 1 + Math.floor(random() * 60) : undefined;
          return sleeper.wake({ ...order, dieAt });
        }),
      );
      for (const last of lastOnes(now)) lasts.seen.add(last);
      for (const ended of ends) {
        const kinds = ended ? ended.map((each) => each.became) : ['killed'];
        for (const kind of kinds) became.set(kind, (became.get(kind) ?? 0) + 1);
        const isSure = kinds.every((kind) => ['delivered', 'known', 'passedOver'].includes(kind));
        if (isSure && ended) for (const last of lastOnes(now)) lasts.finished.add(last);
      }
    };
    change(+begin - hour);
    change(+begin - hour, watched);
    await awake(begin, all.slice(0, 2), false);
    try {
      for (let at = +begin; ;) {
        at += random() < 0.03 ? random() * 100 * hour : (0.2 + random() * 9) * hour;
        if (at >= +end) break;
        if (random() < 0.3) change(at);
        if (random() < 0.15) {
          const second = Math.floor(at / 1000) * 1000 - 60_000;
          change(second, watched);
          changes.push(second);
        }
        await awake(
          new Date(at),
          all.filter(() => random() < 0.6),
          true,
        );
      }
      for (const sleeper of all) await awake(end, [sleeper], false);
      await awake(end, all, false);
    } finally {
      for (const sleeper of all) sleeper.stop();
    }
    console.log(`      ${[...became].map(([kind, count]) => `${count} ${kind}`).join(', ')}`);

    // A moment is a first file; weekly exports have three.
    const versions = await keysOfVersions(store);
    // Of several files some may have arrived before the process died and the segment changed: they are replaced.
    const twice = versions.filter(
      (key, index) => !key.includes('weekly-') && versions.indexOf(key) !== index,
    );
    const delivered = new Set(versions.flatMap((key) => momentIn(key) ?? []));
    assert.equal((await store.keys()).filter((key) => key.includes('weekly-')).length % 3, 0);
    for (const [name, schedule] of Object.entries(schedules)) {
      if (schedule.catchUp !== 'each') continue;
      const due = dueMoments(schedule, begin, end).map((moment) => `${name} ${moment.toISOString()}`);
      assert.deepEqual([...delivered].filter((each) => each.startsWith(`${name} `)).sort(), due);
    }
    const others = [...delivered].filter((each) => schedules[each.split(' ')[0] ?? '']?.catchUp !== 'each');
    assert.deepEqual(
      others.filter((each) => !lasts.seen.has(each)),
      [],
      'only what was last at a waking is delivered',
    );
    assert.deepEqual(
      [...lasts.finished].filter(
        (each) => !delivered.has(each) && new Date(each.split(' ')[1] ?? '') > begin,
      ),
      [],
      'all that was last at a waking is delivered',
    );
    assert.deepEqual(twice, []);
    assert.equal(await store.unfinishedUploads(), 0);
    for (const { state } of all)
      assert.deepEqual(await new Journal(join(state, 'uploads')).interrupted(), []);
  });
});

/** Of all that was ever written, a key for each time. */
async function keysOfVersions(of: Store): Promise<string[]> {
  const { client } = await of.connect();
  const keys: string[] = [];
  for (let after: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {}; after;) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket: of.bucket, ...after }),
    );
    keys.push(...(page.Versions ?? []).map(({ Key = '' }) => Key));
    const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
    after = KeyMarker === undefined ? undefined : { KeyMarker, ...(VersionIdMarker && { VersionIdMarker }) };
  }
  return keys;
}

/** `berlin 2026-03-29T01:30:00.000Z` of `daily/berlin-20260329013000.csv`; undefined for a second file. */
function momentIn(key: string): string | undefined {
  const [, name, digits = ''] = /^daily\/(\w+)-(\d{14})\.csv$/.exec(key) ?? [];
  if (name === undefined) return undefined;
  const iso = digits.replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3T$4:$5:$6.000Z');
  return `${name} ${iso}`;
}
