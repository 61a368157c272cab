// The names that package.json contributes, in one typed table. A test holds the two together, both ways.

export const commands = {
  addDestination: 's3Destinations.addDestination',
  editDestination: 's3Destinations.editDestination',
  removeDestination: 's3Destinations.removeDestination',
  checkConnection: 's3Destinations.checkConnection',
  copyPolicy: 's3Destinations.copyPolicy',
  enterAccessKey: 's3Destinations.enterAccessKey',
  copyDestinationUri: 's3Destinations.copyDestinationUri',
  markProduction: 's3Destinations.markProduction',
  removeProductionMark: 's3Destinations.removeProductionMark',
  moveUp: 's3Destinations.moveUp',
  moveDown: 's3Destinations.moveDown',
  copyDestinationJson: 's3Destinations.copyDestinationJson',
  copyDestinationLink: 's3Destinations.copyDestinationLink',
  importDestinations: 's3Destinations.importDestinations',
  refresh: 's3Destinations.refresh',
  loadMore: 's3Destinations.loadMore',
  openDefinition: 's3Destinations.openDefinition',
  createDefinition: 's3Destinations.createDefinition',
  previewExport: 's3Destinations.previewExport',
  openPreviewAsText: 's3Destinations.openPreviewAsText',
  goToRow: 's3Destinations.goToRow',
  cancelPreviewWork: 's3Destinations.cancelPreviewWork',
  dryRunExport: 's3Destinations.dryRunExport',
  pushExport: 's3Destinations.pushExport',
  exportNow: 's3Destinations.exportNow',
  setSchedule: 's3Destinations.setSchedule',
  removeSchedule: 's3Destinations.removeSchedule',
  pauseSchedule: 's3Destinations.pauseSchedule',
  resumeSchedule: 's3Destinations.resumeSchedule',
  resetIncremental: 's3Destinations.resetIncremental',
  generateWorkflow: 's3Destinations.generateWorkflow',
  compareExport: 's3Destinations.compareExport',
  compareObject: 's3Destinations.compareObject',
  compareAsText: 's3Destinations.compareAsText',
  openObject: 's3Destinations.openObject',
  copyObjectUri: 's3Destinations.copyObjectUri',
  downloadObject: 's3Destinations.downloadObject',
  copyPresignedUrl: 's3Destinations.copyPresignedUrl',
  deleteObject: 's3Destinations.deleteObject',
  showReceipt: 's3Destinations.showReceipt',
  verifyDelivery: 's3Destinations.verifyDelivery',
  showInterruptedPushes: 's3Destinations.showInterruptedPushes',
  showRun: 's3Destinations.showRun',
  retryRun: 's3Destinations.retryRun',
  pushAgain: 's3Destinations.pushAgain',
  copyRunUris: 's3Destinations.copyRunUris',
  removeRun: 's3Destinations.removeRun',
  clearRuns: 's3Destinations.clearRuns',
  showMoreRuns: 's3Destinations.showMoreRuns',
  showNextRuns: 's3Destinations.showNextRuns',
  pauseSchedules: 's3Destinations.pauseSchedules',
  resumeSchedules: 's3Destinations.resumeSchedules',
  cancelScheduledRun: 's3Destinations.cancelScheduledRun',
  fixFinding: 's3Destinations.fixFinding',
  runDefinition: 's3Destinations.runDefinition',
  previewSample: 's3Destinations.previewSample',
  pushSample: 's3Destinations.pushSample',
  createSampleDefinition: 's3Destinations.createSampleDefinition',
  showLog: 's3Destinations.showLog',
} as const;

export const settings = {
  section: 's3Destinations',
  destinations: 'destinations',
  previewRows: 'preview.rows',
  input: 'input',
  /** In percent; 0: never. */
  rowCountDeviation: 'push.rowCountDeviation',
  /** By rule: a severity, or `off`. */
  findingRules: 'findings.rules',
  /** Who is told of scheduled exports: `AlertSettings`. */
  alerts: 'alerts',
  /** Whether exports run by themselves at all. */
  schedulesEnabled: 'schedules.enabled',
} as const;

/** View types of custom editors. */
export const editors = { preview: 's3Destinations.preview' } as const;

export const views = { destinations: 's3Destinations.destinations', runs: 's3Destinations.runs' } as const;

/** What a file's menu has beside its preview and its push. */
export const submenus = { more: 's3Destinations.more' } as const;

/** What `when` clauses ask. */
export const contextKeys = {
  /** Set once the Runs view was opened. */
  hasRuns: 's3Destinations.hasRuns',
  /** While a scheduled run is under way. */
  isRunning: 's3Destinations.isRunning',
} as const;

/** What tree items are, for the `when` clauses of their menus. */
export const itemKinds = {
  destination: 'destination',
  /** One that is marked as production. */
  productionDestination: 'destination.production',
  /** A destination whose settings cannot be read: it can be edited and removed. */
  invalidDestination: 'destination.invalid',
  /** The two folders below a destination. */
  exports: 'exports',
  delivered: 'delivered',
  /** One that runs by hand. `exportKind` adds what else it is: `.scheduled` or `.paused`, and `.incremental`. */
  export: 'export',
  scheduledExport: 'export.scheduled',
  pausedExport: 'export.paused',
  incrementalExport: 'export.incremental',
  scheduledIncrementalExport: 'export.scheduled.incremental',
  pausedIncrementalExport: 'export.paused.incremental',
  /** A definition that cannot be exported as it is. */
  invalidExport: 'export.invalid',
  object: 'object',
  /** An object with a receipt. */
  deliveredObject: 'object.delivered',
  /** A push that is over. */
  run: 'run',
  runWithoutReceipt: 'run.bare',
  /** It failed, or was cancelled. */
  failedRun: 'run.failed',
} as const;

/** URI schemes of read-only documents. */
export const schemes = {
  /** The head of an export, made from a segment file. */
  preview: 's3-export',
  /** The head of an object in a bucket. */
  object: 's3-object',
  /** A receipt. */
  receipt: 's3-receipt',
  /** The record of a push that is over. */
  run: 's3-run',
  /** No documents: rows of production destinations, by which they get their badge. */
  production: 's3-production',
} as const;
