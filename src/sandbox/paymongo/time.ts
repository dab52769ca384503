/** Converts milliseconds to whole seconds, the unit of PayMongo's timestamps. */
export function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
