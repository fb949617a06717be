/** The way from a page to the extension. */
interface VscodeApi<State> {
  postMessage(message: unknown): void;
  getState(): State | undefined;
  setState(state: State): void;
}

declare function acquireVsCodeApi(): unknown;

/** May be called once in a page. */
export function connect<State, Reply>(): Omit<VscodeApi<State>, 'postMessage'> & {
  send(reply: Reply): void;
} {
  const api = acquireVsCodeApi() as VscodeApi<State>;
  return {
    send: (reply) => api.postMessage(reply),
    getState: () => api.getState(),
    setState: (state) => api.setState(state),
  };
}

/** The element with this id, which the page is known to have. */
export function byId<T extends Element>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found as unknown as T;
}
