/** Values that are made when they are first asked for. */

/** A function that makes its value once. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Gives `object` a property that is made when it is first read; copies and listings of the object have it like any other. */
export function addLater(object: object, key: string, make: () => unknown): void {
  Object.defineProperty(object, key, {
    enumerable: true,
    configurable: true,
    get() {
      const value = make();
      Object.defineProperty(object, key, { value, enumerable: true });
      return value;
    },
  });
}
