/** Pages may be forbidden to store anything: then each access throws. */
export function forbidStorage(): () => void {
  const names = ['localStorage', 'sessionStorage'] as const;
  const originals = names.map((name) => Object.getOwnPropertyDescriptor(window, name));
  for (const name of names) {
    Object.defineProperty(window, name, {
      configurable: true,
      get: () => {
        throw new DOMException('Storage is forbidden.', 'SecurityError');
      },
    });
  }
  return () =>
    names.forEach((name, index) => {
      const original = originals[index];
      if (original) Object.defineProperty(window, name, original);
    });
}
