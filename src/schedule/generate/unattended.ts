// What workflows are generated from: export definitions with their schedules, in a folder that the command line runs in.
import { posix } from 'node:path';
import * as l10n from '@vscode/l10n';
import { Failure } from '../../model/failure';
import type { ScheduleSettings } from '../../model/scheduleSettings';

/** An export that is to run by itself. */
export interface Unattended {
  /** Of the definition, relative to the folder, with `/` between names. */
  readonly path: string;
  /** For whoever reads the workflow. */
  readonly name: string;
  readonly schedule: ScheduleSettings | undefined;
  /** Whether the state of the last run must be kept from one to the next. */
  readonly incremental: boolean;
  /** Paths and patterns of the segment, as they stand in the definition. */
  readonly source: readonly string[];
  /** Of the destination's bucket. */
  readonly region: string;
}

export interface GenerateOptions {
  /** Absolute path of the folder that the definitions' paths begin in. A workflow on GitHub begins in its repository. */
  readonly folder: string;
  /** The settings file, relative to the folder. Default: the command line's own, `.vscode/settings.json`. */
  readonly config?: string | undefined;
  /** The words that start the command line, an absolute path first. Default: `/usr/local/bin/s3-destinations`. */
  readonly program?: readonly string[];
  /** Schedules and time zones are followed from here on. */
  readonly now: Date;
}

export interface GeneratedFile {
  /** Where it belongs: relative to the repository for GitHub, else a name. */
  readonly name: string;
  readonly text: string;
}

export const defaultProgram = ['/usr/local/bin/s3-destinations'] as const;

/** An export has no run ahead, so nothing can be generated that would run it. */
export class NothingAhead extends Failure {
  constructor(name: string) {
    super('nothing-ahead', {
      what: l10n.t('No workflow can be generated for {0}.', name),
      why: l10n.t('It has no schedule, or one that is switched off or over.'),
      next: l10n.t('Give it a schedule, or leave it out.'),
    });
  }
}

/** A path cannot be written into what is generated. */
export class UnwritablePath extends Failure {
  /** @param why one sentence */
  constructor(path: string, why: string) {
    super('unwritable-path', {
      what: l10n.t('No workflow can be generated for the path {0}.', JSON.stringify(path)),
      why,
      next: l10n.t('Rename or move it.'),
    });
  }
}

/** What ends a line, or what no reader of the generated files takes. */
const unwritable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\uFEFF\uFFFE\uFFFF]/u;

/** @throws UnwritablePath */
export function checkWritable(path: string): void {
  if (unwritable.test(path))
    throw new UnwritablePath(path, l10n.t('It has a line break or another control character.'));
}

/** A path within the folder. @throws UnwritablePath */
export function inside(path: string): string {
  checkWritable(path);
  const normal = posix.normalize(path);
  if (posix.isAbsolute(normal) || normal === '..' || normal.startsWith('../'))
    throw new UnwritablePath(path, l10n.t('It is outside of the folder that the workflow runs in.'));
  return normal;
}

/** What follows the program: only what is due, of these exports. @throws UnwritablePath */
export function runWords(
  exports: readonly Pick<Unattended, 'path'>[],
  { config }: Pick<GenerateOptions, 'config'>,
  ...options: readonly string[]
): string[] {
  const settings = config === undefined ? [] : ['--config', operand(config)];
  return [
    'run',
    '--due',
    '--json',
    ...options,
    ...settings,
    ...exports.map(({ path }) => operand(inside(path))),
  ];
}

/** A path with a leading dash is no option. */
function operand(path: string): string {
  checkWritable(path);
  return path.startsWith('-') ? `./${path}` : path;
}
