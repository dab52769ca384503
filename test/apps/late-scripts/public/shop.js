const purchase = crypto.randomUUID();

function equip(checkout) {
  checkout.createSession = ({key, renew}) =>
    fetch('/checkout/sessions', {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'Idempotency-Key': key},
      body: JSON.stringify({purchase, quantity: 2, renew}),
    });
  checkout.addEventListener('monime-complete', () => document.body.append('Your books are on their way.'));
}

for (const checkout of document.querySelectorAll('monime-checkout')) equip(checkout);
