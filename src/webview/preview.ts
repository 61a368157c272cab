// The preview's page: makes its parts, joins them, and takes the extension's messages to them.
import * as l10n from '@vscode/l10n';
import { startPage } from './start';

l10n.config({ contents: document.getElementById('l10n')?.textContent ?? '{}' });
startPage(document.getElementById('preview') ?? document.body);
