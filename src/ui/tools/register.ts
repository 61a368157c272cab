// The tools that language models can call: four that look, and one that pushes when a person has confirmed it.
import { Disposable } from 'vscode';
import type { Services } from '../services';
import { dryRunExport } from './dryRunExport';
import { lintExport } from './lintExport';
import { listDestinations } from './listDestinations';
import { previewExport } from './previewExport';
import { pushExport } from './pushExport';
import { registerTool } from './tool';

export function registerTools(services: Services): Disposable {
  const { store, log } = services;
  return Disposable.from(
    registerTool('s3destinations_list_destinations', listDestinations(store), log),
    registerTool('s3destinations_preview_export', previewExport(store), log),
    registerTool('s3destinations_lint_export', lintExport(services), log),
    registerTool('s3destinations_dry_run_export', dryRunExport(services), log),
    registerTool('s3destinations_push_export', pushExport(services), log),
  );
}
