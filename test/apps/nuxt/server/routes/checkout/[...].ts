export default defineEventHandler((event) => checkout.fetch(toWebRequest(event)));
