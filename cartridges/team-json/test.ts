const chart = (people: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { people, ...more } })
const person = (id: string, manager: string | null = null, role = '') => ({
  id,
  name: id.toUpperCase(),
  manager,
  role,
})
const company = [
  person('c', 'a'),
  person('b', 'a', 'CTO'),
  person('a'),
  person('e', 'b'),
  person('d', 'b'),
]

test('the text shows who is below whom, sorted by name', async () => {
  equal((await chart(company)).body.text, 'A (4)\n├─ B, CTO (2)\n│  ├─ D\n│  └─ E\n└─ C')
})

test('levels, sizes and spans are counted', async () => {
  const { body } = await chart(company)
  equal([body.levels, body.span, body.tree[0].below], [3, { mean: 2, most: 2, who: 'A' }, 4])
  equal((await chart([person('x')])).body.span, { mean: 0, most: 0, who: null })
})

test('a part can be asked for, and several heads are no mistake', async () => {
  const { body } = await chart(company, { root: 'b' })
  equal([body.text, body.levels], ['B, CTO (2)\n├─ D\n└─ E', 2])
  equal((await chart([person('x'), person('y')])).body.tree.length, 2)
})

test('a circle is named', async () => {
  match(
    (await chart([person('a', 'c'), person('b', 'a'), person('c', 'b'), person('d', 'a')])).body
      .error,
    /circle: A → C → B → A/,
  )
  match((await chart([person('a', 'a')])).body.error, /circle: A → A/)
})

test('a line of managers may be long, but not without end', async () => {
  const line = Array.from({ length: 25 }, (_, index) =>
    person(`p${index}`, index > 0 ? `p${index - 1}` : null),
  )
  match((await chart(line)).body.error, /25 levels/)
  equal((await chart(line, { root: 'p1' })).body.levels, 24)
})

test('hostile names stay names, and wrong lists are refused', async () => {
  equal((await chart([{ id: '__proto__', name: '<script>' }])).body.text, '<script>')
  for (const people of [
    [],
    [5],
    [{ id: 'a' }],
    [person('a'), person('a')],
    [person('a', 'z')],
    [{ id: 'a', name: 'x\ny' }],
    [{ id: 'a', name: 'A', manager: 5 }],
  ] as Json[])
    equal((await chart(people)).status, 400, JSON.stringify(people))
  equal((await chart(company, { root: 'z' })).status, 400)
})
