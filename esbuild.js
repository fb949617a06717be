// Builds everything: knowledge first, then the bundles. A failed step ends with a non-zero exit code.
// node esbuild.js [--tests] [--production] [--no-knowledge] [--draft]
const { execFileSync } = require('node:child_process');
const { existsSync, mkdirSync, readdirSync, writeFileSync } = require('node:fs');
const esbuild = require('esbuild');

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  format: 'cjs',
  target: 'es2022',
  sourcemap: production ? false : 'linked',
  minify: production,
  logLevel: 'warning',
  legalComments: 'none',
};
/** @type {import('esbuild').BuildOptions} */
const node = { ...common, platform: 'node', target: 'node20' };
/** @type {import('esbuild').BuildOptions} */
const browser = { ...common, platform: 'browser', external: ['vscode'], mainFields: ['module', 'main'] };

function files(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => `${folder}/${String(name).replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith(ending));
}

async function main() {
  if (!flags.has('--no-knowledge')) {
    await esbuild.build({
      ...node,
      packages: 'external',
      entryPoints: ['src/build/main.ts'],
      outfile: 'out/build/main.js',
    });
    const draft = flags.has('--draft') ? ['--draft'] : [];
    execFileSync(process.execPath, ['out/build/main.js', ...draft], { stdio: 'inherit' });
  }
  const { metafile: extension } = await esbuild.build({
    ...browser,
    entryPoints: ['src/vscode/extension.ts'],
    outfile: 'dist/extension.js',
    metafile: true,
  });
  const { metafile: cli } = await esbuild.build({
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
    metafile: true,
  });
  await esbuild.build({
    ...browser,
    format: 'iife',
    entryPoints: ['src/webview/diagram.ts', 'src/webview/calculator.ts', 'src/webview/notes-page.ts'],
    outdir: 'dist/webview',
  });
  mkdirSync('out', { recursive: true });
  writeFileSync('out/metafile.json', JSON.stringify({ extension, cli }));
  await esbuild.build({
    ...node,
    packages: 'external',
    entryPoints: files('scripts', '.ts'),
    outdir: 'out/scripts',
    outbase: 'scripts',
  });
  if (flags.has('--tests')) await tests();
}

async function tests() {
  // One bundle for each suite: the knowledge is loaded once, not once for each file.
  for (const suite of ['unit', 'property']) {
    const imports = files(`test/${suite}`, '.test.ts').map((file) => `import './${file}';`);
    await esbuild.build({
      ...node,
      packages: 'external',
      stdin: { contents: imports.join('\n'), resolveDir: '.', sourcefile: `${suite}.ts`, loader: 'ts' },
      outfile: `out/test/${suite}.js`,
    });
  }
  await esbuild.build({
    ...node,
    external: ['vscode', 'mocha'],
    entryPoints: ['test/integration/node.ts'],
    outfile: 'out/test/integration/node.js',
  });
  await esbuild.build({
    ...browser,
    entryPoints: ['test/integration/web.ts'],
    outfile: 'out/test/integration/web.js',
    define: { 'process.env.NODE_DEBUG': 'false' },
  });
}

main().catch((error) => {
  if (error?.status === undefined && error?.errors === undefined) console.error(error);
  process.exitCode = 1;
});
