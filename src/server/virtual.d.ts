declare module 'virtual:return-script' {
  const script: string;
  export default script;
}
