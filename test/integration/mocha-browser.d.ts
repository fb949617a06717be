/** Mocha's browser build: it has no types, and what it gives is on the global. */
declare module 'mocha/mocha.js';
