export default defineEventHandler(async (event) => {
  const number = getRouterParam(event, 'number') ?? '';
  const lineItems = [{name: 'Exercise book', quantity: 2, unitAmount: 2550, currency: 'SLE'}];
  const {id} = await sessionOf({title: `Order ${number}`, reference: number, lineItems});
  return {id};
});
