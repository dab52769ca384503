declare module 'virtual:first-files' {
  /** Names of the built files that the first paint needs, the one first that a page would name. */
  const files: readonly [first: string, ...others: string[]];
  export default files;
}
