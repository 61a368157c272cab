// The document of the preview's page: an empty place for the page, its texts, and a policy that lets nothing else in.

export interface PreviewDocument {
  /** The source of the webview's own files, for the content security policy. */
  readonly cspSource: string;
  /** Fresh for each document, letters and digits only. */
  readonly nonce: string;
  /** Addresses of the bundles. */
  readonly script: string;
  readonly style: string;
  /** Translated texts by their English; empty for English. */
  readonly l10n: Readonly<Record<string, unknown>>;
  /** A language tag, for example `en`. */
  readonly language: string;
}

/** The whole document as text. Nothing of a segment is in it. */
export function previewHtml({ cspSource, nonce, script, style, l10n, language }: PreviewDocument): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>S3 Destinations</title>
<link rel="stylesheet" nonce="${escaped(nonce)}" href="${escaped(style)}">
</head>
<body>
<main id="preview"></main>
<script type="application/json" id="l10n" nonce="${escaped(nonce)}">${asScriptText(l10n)}</script>
<script nonce="${escaped(nonce)}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

/** As the value of an attribute between double quotes. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** JSON that cannot end the script element it stands in. */
function asScriptText(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
