/** One more thread of a long run: see `lint-threads.ts`. */
import('./commands.js').then(({ serveThread }) => serveThread());
