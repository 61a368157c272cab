// s3destinations_lint_export: what whoever receives the export may stumble over. Places and rules, no values.
import { posix } from 'node:path';
import { l10n } from 'vscode';
import { formatTarget } from '../../export/plan';
import { isCancelled } from '../../model/failure';
import type { Findings } from '../../model/finding';
import { knownSecrets, ruleSettings } from '../findingSettings';
import { planSubject, readPlanned } from '../prepareExport';
import { Reporter } from '../progress';
import type { Services } from '../services';
import { destinationFor, openExport } from './exportAt';
import { failureLine, type Tool } from './tool';

/** Further ones are counted. */
const mostFindings = 50;

export function lintExport({
  store,
  keys,
}: Pick<Services, 'store' | 'keys'>): Tool<'s3destinations_lint_export'> {
  return {
    prepare: ({ file }) =>
      Promise.resolve({ invocationMessage: l10n.t('Checking {0}', posix.basename(file)) }),
    run: async (input, signal) => {
      const subject = await openExport(input);
      const destination = destinationFor(input, subject, store);
      let found: Findings = { findings: [], counts: [] };
      const options = {
        ...{ signal, reporter: new Reporter(), rules: ruleSettings(subject.file) },
        secrets: await knownSecrets(keys, destination),
        onFindings: (findings: Findings) => void (found = findings),
      };
      try {
        const planned = await planSubject(subject, destination ?? formatTarget('csv'), new Date(), options);
        const { totals } = await readPlanned(subject, planned, options);
        return { ...told(found), rowsRead: totals.rowsRead, rowsWritten: totals.rowsWritten };
      } catch (error) {
        if (isCancelled(error)) throw error;
        return { ...told(found), endedBy: failureLine(error) };
      }
    },
  };
}

function told({ findings, counts }: Findings): Findings {
  return { counts, findings: findings.slice(0, mostFindings) };
}
