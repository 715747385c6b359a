const base = { title: 'Dough', servings: 4, steps: ['Knead.'] }
const view = (amount: Json, wanted: Json, more: { [name: string]: Json } = {}) =>
  request({
    method: 'POST',
    body: { ...base, wanted, ingredients: [{ amount, unit: 'cups', name: 'flour' }], ...more },
  })

test('amounts are scaled as exact fractions', async () => {
  for (const [amount, wanted, scaled] of [
    ['1 1/2', 6, '2 1/4'],
    ['1/3', 12, '1'],
    ['0.5', 2, '1/4'],
    ['200', 3, '150'],
    ['1', 1000, '250'],
    ['7/16', 1, '0.109'],
    ['2 2/4', 4, '2 1/2'],
  ] as const)
    equal((await view(amount, wanted)).body.ingredients[0].amount, scaled, amount)
})

test('what has no amount stays as it is', async () => {
  const { body } = await view('1', 8, { ingredients: [{ name: 'Salt' }] })
  equal(body.ingredients, [{ amount: '', unit: '', name: 'Salt' }])
  match(body.html, /<li>Salt<\/li>/)
})

test('the page tells the servings and the steps', async () => {
  const { html } = (await view('1 1/2', 6)).body
  match(html, /6 servings/)
  match(html, /<b>2 1\/4 cups<\/b> flour/)
  match(html, /<li>Knead\.<\/li>/)
  match((await view('4', 1)).body.html, /1 serving</)
})

test('hostile text is only text', async () => {
  const { html } = (
    await view('1', 4, { title: '</title><script>"$&', steps: ["{{title}} ' $1 __proto__"] })
  ).body
  ok(!/<script/.test(html))
  ok(html.includes('&#60;script&#62;&#34;$&#38;'))
  ok(html.includes('{{title}} &#39; $1 __proto__'))
})

test('amounts and lists that cannot be are refused', async () => {
  for (const amount of ['0', '1/0', 'some', '1//2', '-1', 5, null, '9'.repeat(99)])
    equal((await view(amount, 4)).status, 400, String(amount))
  for (const more of [
    { servings: 0 },
    { wanted: 1.5 },
    { ingredients: [] },
    { steps: 'mix' },
    { steps: [''] },
    { title: ' ' },
  ] as { [name: string]: Json }[])
    equal((await view('1', 4, more)).status, 400, JSON.stringify(more))
})
