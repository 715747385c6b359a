type Row = { name: string; amount: string }
const add = (text: Json) => request({ method: 'POST', path: '/items', body: { text } })
const tick = (name: Json) => request({ method: 'POST', path: '/basket', body: { name } })
const open = async (): Promise<string[]> =>
  (await request({ path: '/' })).body.open.map(({ name, amount }: Row) => `${name}: ${amount}`)

async function trip(...names: string[]) {
  await add(names.join('\n'))
  for (const name of names) await tick(name)
  await request({ method: 'POST', path: '/done' })
}

test('lines are read with the amount before or behind', async () => {
  await add('500 g flour\nMilk 1,5 l\n3 lemons\n2x buns\nsalt\n 75cl wine \n7up 2')
  equal(await open(), [
    'flour: 500 g',
    'milk: 1.5 l',
    'lemons: 3',
    'buns: 2',
    'salt: 1',
    'wine: 750 ml',
    '7up: 2',
  ])
})

test('the same thing adds up across units, and apart where it cannot', async () => {
  await add('800 g flour\nflour 0.5 kg\n1 flour')
  equal(await open(), ['flour: 1.3 kg', 'flour: 1'])
})

test('the next list follows the way of the last trip', async () => {
  await trip('bread', 'milk', 'cheese')
  await add('cheese\neggs\nbread')
  equal(await open(), ['bread: 1', 'cheese: 1', 'eggs: 1'])
})

test('a new order and new things change the way where they were met', async () => {
  await trip('bread', 'milk', 'cheese', 'soap')
  await trip('cheese', 'eggs', 'bread')
  await add('soap\nmilk\neggs\nbread\ncheese')
  equal(await open(), ['cheese: 1', 'eggs: 1', 'milk: 1', 'bread: 1', 'soap: 1'])
})

test('what is in the basket goes with the trip and the rest stays', async () => {
  await add('milk\nbread')
  equal((await tick(' MILK')).body.basket[0].name, 'milk')
  await request({ method: 'DELETE', path: '/basket', query: { name: 'milk' } })
  await tick('bread')
  equal((await request({ method: 'POST', path: '/done' })).body, {
    open: [{ name: 'milk', amount: '1', known: false }],
    basket: [],
  })
  equal((await tick('bread')).status, 404)
})

test('more of what is in the basket puts it back on the list', async () => {
  await add('milk 1 l')
  await tick('milk')
  await add('milk 1 l')
  equal(await open(), ['milk: 2 l'])
  await request({ method: 'DELETE', path: '/items', query: { name: 'milk' } })
  equal(await open(), [])
})

test('hostile names are only names', async () => {
  await trip('__proto__', '<script>"$&', 'constructor')
  await add('constructor\n<script>"$&\n__proto__')
  equal(await open(), ['__proto__: 1', '<script>"$&: 1', 'constructor: 1'])
})

test('what is nothing to buy is refused and changes nothing', async () => {
  await add('milk')
  for (const text of [
    '',
    '  \n ',
    '12',
    '0 g flour',
    '--',
    'x'.repeat(41),
    5,
    null,
    'a\n'.repeat(2001),
  ])
    equal((await add(text)).status, 400, String(text))
  equal((await add(Array.from({ length: 90 }, (_, i) => `thing${i} a`).join('\n'))).status, 409)
  for (const path of ['/', '/nowhere'])
    equal((await request({ method: 'POST', path })).status, 400, path)
  equal((await tick(null)).status, 400)
  equal(await open(), ['milk: 1'])
})
