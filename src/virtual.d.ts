declare module 'virtual:first-files' {
  /** Names of the built files that the first paint needs. The second file imports the first. */
  const files: readonly [entry: string, orderCardModule: string];
  export default files;
}
