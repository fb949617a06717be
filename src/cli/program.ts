/** The commands with their options. What they do is loaded when one runs, so that `--help` and `--version` are quick. */
import { Command, CommanderError, Option } from 'commander';
import { version } from '../../package.json';
import type { GraphOptions } from './graph-command.js';
import { EXIT, type ExitCode, type Io, isUsageError } from './io.js';
import type { ListOptions } from './list-commands.js';
import type { FixOptions, LintOptions } from './options.js';

const EDITIONS = ['notes', 'current', 'both'];

/** Runs the command line `args` (without the program's own name) and gives the exit code. Never throws. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  try {
    await program(args[0], io, (c) => {
      code = c;
    }).parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (isUsageError(error)) {
      io.stderr.write(`error: ${error.message}\n`);
      return EXIT.usage;
    }
    const { faultText } = await import('./problems.js');
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.stderr.write(faultText(`in \`tributary ${args.join(' ')}\``, detail));
    return EXIT.fault;
  }
}

/** Each command with its arguments and options; `done` is told the exit code. */
const COMMANDS: Readonly<Record<string, (root: Command, io: Io, done: (code: ExitCode) => void) => void>> = {
  lint(root, io, done) {
    command(root, 'lint', 'find mistakes in sketches and templates', LINT_HELP)
      .argument('[paths...]', 'files, folders or globs; the working folder if none is given')
      .addOption(editionOption())
      .addOption(
        new Option('--format <format>', 'how to print')
          .choices(['text', 'json', 'sarif', 'github'])
          .default('text'),
      )
      .addOption(
        new Option('--fail-on <severity>', 'exit with 1 from this severity on')
          .choices(['error', 'warning', 'never'])
          .default('error'),
      )
      .addOption(ruleOption())
      .option('--stdin', 'lint standard input')
      .option('--stdin-filename <name>', 'the name to read standard input as')
      .option('--config <file>', 'use this configuration for every file, not the nearest .tributaryrc.yaml')
      .option('--baseline <file>', 'leave out the findings that this file lists')
      .option('--write-baseline [file]', 'write the findings to a baseline (.tributary-baseline.json)')
      .option('--no-color', 'print without colours')
      .action(async (paths: string[], options: LintOptions) => {
        done(await (await import('./commands.js')).lintCommand(paths, options, io));
      });
  },
  fix(root, io, done) {
    command(root, 'fix', 'mend what can be mended safely', FIX_HELP)
      .argument('[paths...]', 'files, folders or globs; the working folder if none is given')
      .option('--unsafe', 'apply fixes too that may change what you meant')
      .option('--dry-run', 'print the changes as a diff, write nothing')
      .addOption(editionOption())
      .addOption(ruleOption())
      .option('--config <file>', 'use this configuration for every file, not the nearest .tributaryrc.yaml')
      .option('--no-color', 'print without colours')
      .action(async (paths: string[], options: FixOptions) => {
        done(await (await import('./commands.js')).fixCommand(paths, options, io));
      });
  },
  explain(root, io, done) {
    command(root, 'explain', 'tell about a rule, a fact or a service', EXPLAIN_HELP)
      .argument('<name...>', 'id of a rule or a fact, or any name of a service')
      .option('--markdown', 'print the whole page as Markdown')
      .option('--no-color', 'print without colours')
      .action(async (names: string[], options: { markdown?: true; color: boolean }) => {
        done((await import('./commands.js')).explainCommand(names.join(' '), options, io));
      });
  },
  services(root, io, done) {
    const words = 'list only what has these words in a name or in what it does';
    listCommand(root, 'services', 'list the services that a sketch may name', words, SERVICES_HELP).action(
      async (words: string[], options: ListOptions) =>
        done((await import('./commands.js')).servicesCommand(words, options, io)),
    );
  },
  rules(root, io, done) {
    const words = 'list only what has these words; the name of a service lists what is about it';
    listCommand(root, 'rules', 'list the rules', words, RULES_HELP).action(
      async (words: string[], options: ListOptions) =>
        done((await import('./commands.js')).rulesCommand(words, options, io)),
    );
  },
  graph(root, io, done) {
    command(root, 'graph', 'draw the pipelines of a file', GRAPH_HELP)
      .argument('<file>', 'a sketch or a template, or - for standard input')
      .addOption(
        new Option('--format <format>', 'the language of the drawing')
          .choices(['mermaid', 'dot', 'svg'])
          .default('mermaid'),
      )
      .action(async (file: string, options: GraphOptions) => {
        done(await (await import('./commands.js')).graphCommand(file, options, io));
      });
  },
  sketch(root, io, done) {
    command(root, 'sketch', 'write the pipeline of a template as a sketch', SKETCH_HELP)
      .argument('<file>', 'a template, or - for standard input')
      .action(async (file: string) => {
        done(await (await import('./commands.js')).sketchCommand(file, io));
      });
  },
};

/** With all commands, or with that one alone which is asked for: the others are not worth their time then. */
function program(asked: string | undefined, io: Io, done: (code: ExitCode) => void): Command {
  const root = new Command('tributary')
    .description(
      'Lints AWS data pipeline sketches and templates against documented limits, and explains what it finds.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText('after', ROOT_HELP);
  const only = asked !== undefined && Object.hasOwn(COMMANDS, asked) ? COMMANDS[asked] : undefined;
  for (const define of only === undefined ? Object.values(COMMANDS) : [only]) define(root, io, done);
  return root;
}

function command(root: Command, name: string, description: string, help: string): Command {
  return root
    .command(name)
    .description(description)
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', help);
}

function listCommand(root: Command, name: string, description: string, words: string, help: string): Command {
  return command(root, name, description, help)
    .argument('[words...]', words)
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .option('--no-color', 'print without colours');
}

function editionOption(): Option {
  return new Option(
    '--edition <edition>',
    'whose truth: the study notes, AWS documentation today, or both',
  ).choices(EDITIONS);
}

function ruleOption(): Option {
  return new Option(
    '--rule <id=severity>',
    'off, hint, information, warning or error for a rule; may be repeated',
  )
    .argParser((value: string, all: readonly string[]) => [...all, value])
    .default([], 'none');
}

const ROOT_HELP = `
Exit codes: 0 nothing to complain about, 1 findings, 2 wrong use or unreadable input, 3 a fault of ours.

Examples:
  tributary lint                        lint the working folder
  tributary lint --format sarif . > tributary.sarif
  tributary explain unknown-setting`;
const LINT_HELP = `
Folders are searched for sketches and templates; .gitignore is respected. Settings come from the nearest .tributaryrc.yaml.
Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong use or unreadable input, 3 a fault of ours.

Examples:
  tributary lint pipelines/ --fail-on warning
  tributary lint --rule undocumented-edge=off clicks.pipeline.yaml
  tributary lint --stdin --stdin-filename clicks.pipeline.yaml < clicks.yaml
  tributary lint --write-baseline && tributary lint --baseline .tributary-baseline.json`;
const FIX_HELP = `
Exit codes: 0 no error is left, 1 errors are left, 2 wrong use or unreadable input, 3 a fault of ours.

Examples:
  tributary fix --dry-run pipelines/    see what would change
  tributary fix clicks.pipeline.yaml
  tributary fix --unsafe clicks.pipeline.yaml`;
const EXPLAIN_HELP = `
Examples:
  tributary explain unknown-setting     a rule: why it exists, its facts, examples, how to suppress it
  tributary explain <service>           a service by any of its names
  tributary explain --markdown unknown-setting > rule.md`;
const SERVICES_HELP = `
Examples:
  tributary services
  tributary services stream           those that have this word in a name or in what they do
  tributary services --format json`;
const RULES_HELP = `
Examples:
  tributary rules
  tributary rules retention           those that have this word
  tributary rules <service>           those about a service, by any of its names
  tributary rules --format json`;
const SKETCH_HELP = `
Examples:
  tributary sketch template.yaml > clicks.pipeline.yaml`;

const GRAPH_HELP = `
Examples:
  tributary graph clicks.pipeline.yaml
  tributary graph --format svg clicks.pipeline.yaml > clicks.svg
  tributary graph --format dot clicks.pipeline.yaml | dot -Tpng > clicks.png`;
