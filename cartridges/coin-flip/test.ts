const ask = async (query: { [name: string]: string }) => (await request({ query })).body

test('as many coins are flipped as were asked for', async () => {
  for (const count of [1, 7, 256, 257, 1000]) {
    const { flips, heads, tails } = await ask({ count: String(count) })
    match(flips, /^[HT]+$/)
    equal([flips.length, heads + tails], [count, count])
  }
})

test('a fair coin shows both sides and flips are not repeated', async () => {
  const one = await ask({ count: '1000' })
  ok(one.heads > 300 && one.heads < 700)
  ok(one.flips !== (await ask({ count: '1000' })).flips)
})

test('a loaded coin is loaded', async () => {
  ok((await ask({ count: '1000', chance: '0.01' })).heads < 100)
  ok((await ask({ count: '1000', chance: '.99' })).heads > 900)
})

test('given flips are examined', async () => {
  equal(await ask({ flips: 'hhhtthhhht' }), {
    flips: 'HHHTTHHHHT',
    heads: 7,
    tails: 3,
    longestStreak: { side: 'heads', length: 4 },
    runs: 4,
    pValue: 0.34375,
  })
})

test('straying is judged exactly, also against a loaded coin', async () => {
  equal((await ask({ flips: 'HHHHHHHHHH' })).pValue, 0.00195313)
  equal((await ask({ flips: 'HT' })).pValue, 1)
  equal((await ask({ flips: 'T', chance: '0.9' })).pValue, 0.1)
  equal((await ask({ flips: 'H'.repeat(1000) })).pValue < 1e-100, true)
})

test('bad counts, chances and flips are refused', async () => {
  for (const query of [
    { count: '0' },
    { count: '1001' },
    { count: '1e2' },
    { chance: '1' },
    { chance: '0' },
    { chance: 'NaN' },
    { flips: '' },
    { flips: 'HX' },
    { flips: '<script>"$&"' },
    { flips: 'H'.repeat(1001) },
  ])
    equal((await request({ query })).status, 400, JSON.stringify(query).slice(0, 40))
})
