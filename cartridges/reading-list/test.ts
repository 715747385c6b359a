type Fields = { [field: string]: Json }
const add = (title: Json, pages: Json, more: Fields = {}) =>
  request({ method: 'POST', path: '/', body: { title, pages, ...more } })
const turn = (id: number, page: Json, day: Json = '2026-11-20') =>
  request({ method: 'POST', path: `/${id}`, body: { page, day } })
const pile = async (day = '2026-11-20') => (await request({ path: '/', query: { day } })).body

test('a book with a day asks for pages a day, today included', async () => {
  equal((await add('Emma', 470, { by: '2026-11-29' })).body.pagesADay, null)
  equal((await turn(1, 70)).body.pagesADay, 40)
  const { next, pagesADay, pagesLeft } = await pile()
  equal([next, pagesADay, pagesLeft], ['Emma', 40, 400])
  const [late] = (await pile('2026-12-05')).pile
  equal([late.late, late.pagesADay], [true, 400])
})

test('the pile is ordered by day, what was begun, and rank', async () => {
  await add('later', 100, { rank: 4 })
  await add('first', 100, { rank: 1 })
  await add('begun', 100, { rank: 5 })
  await add('due', 100, { by: '2027-05-01' })
  await turn(3, 10)
  equal(
    (await pile()).pile.map(({ title }: { title: string }) => title),
    ['due', 'begun', 'first', 'later'],
  )
})

test('the pace is the median of reading days, and says when all is done', async () => {
  await add('Long', 1000, { by: '2026-12-31' })
  // Two days in ten with 30 pages, one with 300 that shall not count as usual.
  await turn(1, 30, '2026-11-11')
  await turn(1, 330, '2026-11-15')
  await turn(1, 360, '2026-11-20')
  const { pace, readingDays, pile: rows } = await pile()
  equal([pace, readingDays], [9, 30])
  equal([rows[0].done, rows[0].onTime], ['2027-01-31', false])
})

test('two books are read one after the other', async () => {
  await add('A', 70)
  await add('B', 140)
  await turn(1, 70)
  equal((await turn(2, 70, '2026-11-21')).body.percent, 50)
  const { finishedThisYear, pile: rows, pace } = await pile('2026-11-21')
  equal([finishedThisYear, pace, rows.length], [1, 20, 1])
  equal(rows[0].done, '2026-11-25')
})

test('a book is changed and removed by its number', async () => {
  await add('Emma', 100, { by: '2026-12-01', author: 'Jane Austen' })
  await turn(1, 50)
  equal((await request({ method: 'PUT', path: '/1', body: { by: null, rank: 2 } })).body.by, null)
  equal((await request({ method: 'PUT', path: '/1', body: { pages: 49 } })).status, 400)
  equal((await request({ method: 'DELETE', path: '/1' })).body.author, 'Jane Austen')
  equal((await turn(1, 60)).status, 404)
  equal((await add('Next', 10)).body.id, 2)
})

test('hostile titles are only titles', async () => {
  const title = '<script>"$&</script> __proto__'
  await add(title, 10, { author: '{{author}}' })
  equal((await pile()).pile[0].title, title)
})

test('a full shelf refuses and keeps what it has', async () => {
  let [kept, status] = [0, 200]
  for (; kept < 120 && status === 200; kept++) status = (await add('ß'.repeat(120), 10)).status
  equal(status, 409)
  equal((await pile()).pile.length, kept - 1)
})

test('pages, ranks and days that cannot be are refused', async () => {
  for (const pages of [0, -1, 1.5, '10', null, 20_001]) equal((await add('A', pages)).status, 400)
  for (const more of [{ rank: 0 }, { rank: 6 }, { by: '2026-02-30' }, { author: 5 }] as Fields[])
    equal((await add('A', 10, more)).status, 400, JSON.stringify(more))
  for (const title of ['', '  ', 5, null, 'x'.repeat(121)])
    equal((await add(title, 10)).status, 400)
  await add('A', 10)
  await turn(1, 5)
  for (const page of [4, 11, '6', null]) equal((await turn(1, page)).status, 400)
  equal((await turn(1, 6, 'today')).status, 400)
  for (const path of ['/x', '/1/2', '/<b>']) equal((await request({ path })).status, 400)
  equal((await request({ path: '/' })).status, 400)
})
