/** Why some goals are missed: what was tried, what it gave, and what remains. */
export const MISSED = `## Goals that are missed

**Bytes before the first paint, and time to ready** (session in the page, loader, module). At 400 kbit/s a kilobyte takes
20 ms, so the 27 kB before the first paint take 540 ms. Plain code has less than 1 kB. Each kilobyte that is saved is worth
about 0.01 in the ratio.

| What was done                                                              | Bytes of brotli before the first paint |
| -------------------------------------------------------------------------- | -------------------------------------: |
| Normalized sessions are read without zod and without the providers' schemas |                       32,850 to 27,391 |
| What creates a session on the click is loaded later                        |                       27,213 to 26,650 |
| One table of properties instead of a decorator for each                    |         15,843 to 15,471, in the first file |

What remains is what an order needs to be drawn: Lit (5.7 kB), the order card with its styles (11.3 kB), and the element with
its states, reading and checks of URLs. A card without Lit, or one that draws only the common states, would be a second
widget. Pages that need the order early use \`renderCheckout\`: it is drawn at less than half of plain's time, whatever the
widget weighs.

**From the click to the hosted page** (module, slow phone). The dialog draws its title, its steps and its close button in the
same task as the frame, on a processor that is 6 times slower. \`preload="frame"\` loads the hosted page before the click.
`;
