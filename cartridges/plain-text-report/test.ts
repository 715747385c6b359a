const report = async (columns: Json, rows: Json, more: { [key: string]: Json } = {}) =>
  (await request({ method: 'POST', body: { columns, rows, ...more } })).body

test('numbers stand below each other by their point', async () => {
  equal(
    await report(
      [{ key: 'a', name: 'Thing' }, { key: 'n' }],
      [
        { a: 'x', n: 1.5 },
        { a: 'yy', n: 120 },
      ],
    ),
    'Thing      n\n-----  -----\nx        1.5\nyy     120.0\n',
  )
})

test('sums, means and counts stand below', async () => {
  const text = await report(
    [
      { key: 'a', foot: 'count' },
      { key: 's', foot: 'sum', digits: 1 },
      { key: 'm', foot: 'mean' },
    ],
    [
      { a: 'x', s: 0.1, m: 1 },
      { a: null, s: 0.2, m: 2 },
    ],
  )
  match(text, /\n1 +0\.3 +1\.5\n$/)
})

test('wide letters take two columns and combining marks none', async () => {
  const text = await report(
    [{ key: 'a' }, { key: 'b' }],
    [
      { a: '日本', b: 'x' },
      { a: 'e\u0301', b: 'y' },
    ],
  )
  equal(text, 'a     b\n----  ---\n日本  x\ne\u0301     y\n')
})

test('long cells are wrapped at spaces', async () => {
  equal(
    await report([{ key: 'a', width: 6 }, { key: 'b' }], [{ a: 'one two threefour', b: 'x' }]),
    'a       b\n------  ---\none     x\ntwo\nthreef\nour\n',
  )
})

test('boxes and Markdown have their signs, and pipes cannot add cells', async () => {
  equal(
    await report([{ key: 'a' }], [{ a: 'x' }], { style: 'box' }),
    '┌─────┐\n│ a   │\n├─────┤\n│ x   │\n└─────┘\n',
  )
  equal(
    await report([{ key: 'a' }, { key: 'n' }], [{ a: 'x|y', n: 1 }], { style: 'markdown' }),
    '| a   |   n |\n|-----|----:|\n| x/y |   1 |\n',
  )
})

test('line breaks and escapes of terminals do not survive', async () => {
  equal(
    await report([{ key: 'a' }], [{ a: 'x\n\u001b[31mred\u2028y' }]),
    'a\n-----------\nx [31mred y\n',
  )
  equal(await report([{ key: '__proto__' }], [{}]), '__proto__\n---------\n\n')
})

test('wrong columns, rows and styles are refused', async () => {
  for (const body of [
    null,
    { columns: [], rows: [] },
    { columns: [{}], rows: [] },
    { columns: [{ key: 'a', foot: 'max' }], rows: [] },
    { columns: [{ key: 'a', digits: 9 }], rows: [] },
    { columns: [{ key: 'a', width: 2 }], rows: [] },
    { columns: [{ key: 'a' }], rows: [1] },
    { columns: [{ key: 'a' }], rows: [], style: 'gold' },
  ])
    equal((await request({ method: 'POST', body })).status, 400, JSON.stringify(body))
})
