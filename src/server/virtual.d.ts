declare module 'virtual:return-script' {
  const script: string;
  export default script;
}
declare module 'virtual:card-style' {
  /** Default accent and background of a theme, `#rrggbb`. */
  export interface ThemeColours {
    readonly brand: string;
    readonly surface: string;
  }
  /** The style of a rendered card without an accent, and a hash of it. */
  const style: {
    readonly css: string;
    readonly light: ThemeColours;
    readonly dark: ThemeColours;
    readonly hash: string;
  };
  export default style;
}
