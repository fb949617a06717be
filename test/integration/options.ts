/** Mocha wants a reporter; ours are the events of runner.ts, so this one says nothing. */
class Silent {}

/** How the suite runs, the same in both hosts. A first activation on a busy machine takes a while. */
export const mochaOptions: Mocha.MochaOptions = {
  ui: 'bdd',
  timeout: 20_000,
  reporter: Silent as unknown as Mocha.ReporterConstructor,
};
