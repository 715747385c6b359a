type Cell = { text: string; called: boolean }
const card = async (body: Json) => (await request({ method: 'POST', body })).body
const texts = (cells: Cell[][]) => cells.map((row) => row.map(({ text }) => text))

test('a seed names one card, another seed another', async () => {
  const one = await card({ seed: 'table-1' })
  equal(one, await card({ seed: 'table-1' }))
  ok(JSON.stringify(one.cells) !== JSON.stringify((await card({ seed: 'table-2' })).cells))
})

test('numbers stand in their columns, none twice, the middle is free', async () => {
  for (let i = 0; i < 20; i++) {
    const rows = texts((await card({ seed: `s${i}` })).cells)
    equal(rows[2]?.[2], 'FREE')
    equal(new Set(rows.flat()).size, 25)
    for (const row of rows)
      for (const [x, text] of row.entries()) {
        if (text === 'FREE') continue
        equal(text[0], 'BINGO'[x])
        equal(Math.ceil(Number(text.slice(1)) / 15), x + 1)
      }
  }
})

test('a full row, column and diagonal are bingo', async () => {
  const rows = texts((await card({ seed: 'x' })).cells)
  equal((await card({ seed: 'x' })).bingo, false)
  equal((await card({ seed: 'x', called: rows[0] ?? [] })).lines, ['row 1'])
  const middle = rows.map((row) => row[2] ?? '')
  equal((await card({ seed: 'x', called: middle })).lines, ['column 3'])
  const rising = rows.map((row, y) => row[4 - y] ?? '')
  equal((await card({ seed: 'x', called: rising })).lines, ['rising diagonal'])
})

test('hostile words are text on the page', async () => {
  const words = Array.from({ length: 24 }, (_, i) => `<script>${i}"$&'</script>`)
  const html = await card({ seed: '<b>__proto__', words, format: 'html' })
  ok(!/<script|<b>/.test(html))
  ok(html.includes('&#60;script&#62;7&#34;$&#38;&#39;'))
  equal(html.match(/<td/g)?.length, 25)
})

test('too few words, no seed and odd formats are refused', async () => {
  for (const body of [
    null,
    [],
    {},
    { seed: '' },
    { seed: 'x'.repeat(61) },
    { seed: 'x', words: Array(24).fill('same') },
    { seed: 'x', words: ['a'] },
    { seed: 'x', called: [1] },
    { seed: 'x', format: 'pdf' },
  ])
    equal((await request({ method: 'POST', body })).status, 400, JSON.stringify(body).slice(0, 40))
})
