/**
 * Whether the customer asked the browser to use less data. Always false in engines without the API.
 * @see https://developer.mozilla.org/docs/Web/API/NetworkInformation/saveData
 */
export function isDataSaverOn(): boolean {
  const {connection}: Navigator & {readonly connection?: {readonly saveData?: boolean}} = navigator;
  return connection?.saveData ?? false;
}
