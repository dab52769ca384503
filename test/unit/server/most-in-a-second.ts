/** The most of these moments (in milliseconds) that any second holds. */
export function mostInASecond(moments: readonly number[]): number {
  return Math.max(0, ...moments.map((start) => moments.filter((at) => at >= start && at < start + 1000).length));
}
