// Builds what ships: dist/extension.js, dist/cli.js and dist/scan.js, a thread of the extension's, with the AWS SDK apart in
// dist/sdk.js, loaded at its first use.
// The preview's page is dist/preview.js and dist/preview.css; with --page it alone is built.
// With --outdir=DIR there instead of dist. With --tests also out/integration/index.js, the suite that runs inside the extension host; with --bench also
// out/bench/, for the benchmarks.
import * as esbuild from 'esbuild';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');
const outdir = [...flags].find((flag) => flag.startsWith('--outdir='))?.slice('--outdir='.length) ?? 'dist';

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // ESM first: esbuild can then drop what is not used (the SDK's bundle is a quarter smaller).
  mainFields: ['module', 'main'],
  minify: production,
  sourcemap: !production,
  external: ['vscode'],
  logLevel: 'warning',
};

/** Leaves `import('./sdk')` out of a bundle, so that the SDK is read from its own file when it is first needed. */
const sdkApart = {
  name: 'sdk-apart',
  setup(build) {
    build.onResolve({ filter: /^\.\/sdk$/ }, () => ({ path: './sdk.js', external: true }));
  },
};

/** @type {esbuild.BuildOptions} */
const page = {
  ...common,
  entryPoints: [
    { in: 'src/webview/preview.ts', out: 'preview' },
    { in: 'src/webview/styles/preview.css', out: 'preview' },
  ],
  outdir,
  platform: 'browser',
  format: 'iife',
  // The browser of the oldest VS Code that the extension runs in; `browser` first, for @vscode/l10n.
  target: 'chrome132',
  mainFields: ['browser', 'module', 'main'],
};

/** @type {esbuild.BuildOptions[]} */
const builds = [
  {
    ...common,
    entryPoints: { extension: 'src/extension.ts', cli: 'src/cli.ts', scan: 'src/scan.ts' },
    outdir,
    plugins: [sdkApart],
  },
  { ...common, entryPoints: { sdk: 'src/delivery/sdk.ts' }, outdir },
  page,
];
if (flags.has('--page')) builds.splice(0, builds.length, page);
if (flags.has('--tests'))
  builds.push({
    ...common,
    entryPoints: ['test/integration/index.ts'],
    outdir: 'out/integration',
    external: ['vscode', 'mocha'],
  });
if (flags.has('--bench'))
  builds.push({
    ...common,
    entryPoints: {
      object: 'test/bench/object.ts',
      push: 'test/bench/upload/push.ts',
      preview: 'test/bench/preview/ours.ts',
    },
    outdir: 'out/bench',
  });

if (flags.has('--watch')) {
  const contexts = await Promise.all(builds.map((build) => esbuild.context(build)));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  await Promise.all(builds.map((build) => esbuild.build(build)));
}
