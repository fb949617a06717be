/** The core alone, for the memory part of the benchmark. */
export { lint } from '../../src/core/index.js';
