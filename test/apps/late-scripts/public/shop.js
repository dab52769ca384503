const cart = crypto.randomUUID();

function equip(checkout) {
  checkout.createSession = async ({key, renew}) => {
    const response = await fetch('/checkout/sessions', {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'Idempotency-Key': key},
      body: JSON.stringify({cart, quantity: 2, renew}),
    });
    return (await response.json()).id;
  };
  checkout.addEventListener('monime-complete', () => document.body.append('Your books are on their way.'));
}

for (const checkout of document.querySelectorAll('monime-checkout')) equip(checkout);
