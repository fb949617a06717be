/** `tributary fix`: every fix that needs no asking, until none is left; with `--unsafe` the others too. */
import { writeFileSync } from 'node:fs';
import { fixAll } from '../core/features/fix-all.js';
import { lint } from '../core/index.js';
import { atLeast } from '../core/lint.js';
import type { Finding } from '../core/model.js';
import { configFinder, type FileConfig } from './config-files.js';
import { findFiles, type Problem } from './files.js';
import { rangeIn } from './format/places.js';
import { EXIT, type ExitCode, type Io } from './io.js';
import { type Asked, type LintedFile, lintFiles } from './lint-files.js';
import { type FixOptions, ruleLevels } from './options.js';
import { reportProblems } from './problems.js';
import { progressOn } from './progress.js';
import { systemReason } from './read-text.js';
import { count, harmless, type Paint, painter } from './style.js';
