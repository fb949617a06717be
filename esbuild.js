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
  const cli = await commandLine();
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

/**
 * The command line tool: `dist/cli.js` reads the arguments, `dist/cli/commands.js` does the work, and beside that lie the packages
 * that few runs need. A file that is not loaded costs nothing.
 */
async function commandLine() {
  const seldom = {
    diff: require.resolve('diff'),
    glob: require.resolve('tinyglobby'),
    drawing: 'src/diagram/standalone.ts',
  };
  const beside = {
    './commands.js': 'commands.js',
    diff: 'diff.js',
    tinyglobby: 'glob.js',
    '../diagram/standalone.js': 'drawing.js',
  };
  const apart = {
    name: 'apart',
    setup(build) {
      build.onResolve({ filter: /./ }, ({ path, kind, importer }) => {
        if (kind !== 'dynamic-import' || beside[path] === undefined) return undefined;
        const folder = importer.endsWith('program.ts') ? './cli' : '.';
        return { path: `${folder}/${beside[path]}`, external: true };
      });
      // Only needed for subcommands that are programs of their own; there are none.
      build.onResolve({ filter: /^node:child_process$/ }, () => ({
        path: 'child_process',
        namespace: 'none',
      }));
      build.onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'module.exports = {}' }));
    },
  };
  const { metafile } = await esbuild.build({
    ...node,
    // `import()` of what lies beside a file as a plain `require`, which is quicker to begin with.
    supported: { 'dynamic-import': false },
    alias: { yaml: `${__dirname}/node_modules/yaml/browser/index.js` },
    plugins: [apart],
    entryPoints: [
      { in: 'src/cli/main.ts', out: 'cli' },
      { in: 'src/cli/commands.ts', out: 'cli/commands' },
      { in: 'src/cli/thread.ts', out: 'cli/thread' },
      ...Object.entries(seldom).map(([file, path]) => ({ in: path, out: `cli/${file}` })),
    ],
    outdir: 'dist',
    banner: { js: '#!/usr/bin/env node' },
    metafile: true,
  });
  return metafile;
}

async function tests() {
  // One bundle for each suite: the knowledge is loaded once, not once for each file.
  for (const suite of ['unit', 'thorough']) {
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
