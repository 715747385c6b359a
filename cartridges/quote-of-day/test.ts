const on = async (day: number, more: { [key: string]: Json } = {}) => {
  const date = new Date(day * 86_400_000).toISOString().slice(0, 10)
  return (await request({ method: 'POST', body: { day: date, ...more } })).body
}

test('everybody gets the same quote on the same day', async () => {
  const one = await request({ query: { day: '2026-11-20' } })
  equal(one.body, (await request({ query: { day: '2026-11-20' } })).body)
  equal(one.body.next, '2026-11-21T00:00:00.000Z')
})

test('every quote has its day once in a round, and rounds differ', async () => {
  const quotes = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const start = Math.floor(20_000 / 7) * 7
  const orders: string[] = []
  for (let round = 0; round < 3; round++) {
    const texts: string[] = []
    for (let day = 0; day < 7; day++)
      texts.push((await on(start + round * 7 + day, { quotes })).text)
    equal(texts.toSorted(), quotes)
    orders.push(texts.join(''))
  }
  ok(new Set(orders).size > 1)
})

test('another seed is another order', async () => {
  const numbers = new Set<number>()
  for (const seed of ['a', 'b', 'c', 'd', 'e', 'f'])
    numbers.add((await on(20_000, { seed })).number)
  ok(numbers.size > 1)
})

test('days before 1970 have quotes, and without a day it is today', async () => {
  equal((await on(-1, { quotes: ['x'] })).day, '1969-12-31')
  match((await request({})).body.day, /^20\d\d-\d\d-\d\d$/)
})

test('a quote keeps its author and its words, markup too', async () => {
  const { text, by } = await on(1, { quotes: [{ text: ' <b>"$&"</b> ', by: '__proto__' }] })
  equal([text, by], ['<b>"$&"</b>', '__proto__'])
})

test('wrong days, lists and quotes are refused', async () => {
  for (const body of [
    { day: '2026-02-30' },
    { day: 'today' },
    { quotes: [] },
    { quotes: 'x' },
    { quotes: [''] },
    { quotes: [{ by: 'a' }] },
    { quotes: ['x'.repeat(501)] },
    { seed: 5 },
  ]) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400, JSON.stringify(body).slice(0, 60))
    ok(answer.body.hint)
  }
})
