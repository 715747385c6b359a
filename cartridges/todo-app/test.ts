const add = (text: Json) => request({ method: 'POST', path: '/', body: { text } })
const finish = (id: number, day: Json = null) =>
  request({ method: 'POST', path: `/${id}/done`, body: { day } })
const titles = async (query = {}): Promise<string[]> =>
  (await request({ path: '/', query })).body.tasks.map((task: { title: string }) => task.title)

test('marks become fields wherever they stand', async () => {
  equal((await add('!2 Call #Work the #work bank due:2026-12-01')).body, {
    id: 1,
    title: 'Call the bank',
    tags: ['work'],
    priority: 2,
    due: '2026-12-01',
    every: null,
  })
  equal((await add('Read C# at 5:30 !!')).body.title, 'Read C# at 5:30 !!')
})

test('the list is sorted by day and then priority', async () => {
  for (const text of ['someday', 'late due:2026-12-02', 'b due:2026-12-01', 'a !1 due:2026-12-01'])
    await add(text)
  equal(await titles(), ['a', 'b', 'late', 'someday'])
  equal(await titles({ until: '2026-12-01' }), ['a', 'b'])
})

test('tasks do not mix, and done ones are counted', async () => {
  await add('one #x')
  await add('two')
  await finish(1)
  equal(await titles(), ['two'])
  equal(await titles({ tag: 'X' }), [])
  const { open, done } = (await request({ path: '/' })).body
  equal([open, done], [1, 1])
  equal((await finish(1)).status, 404)
})

test('a repeating task comes back after the day it was done', async () => {
  await add('Water plants every:7 due:2026-12-25')
  equal((await finish(1)).status, 400)
  equal((await finish(1, '2026-12-28')).body.due, '2027-01-04')
  equal(await titles(), ['Water plants'])
  equal((await request({ method: 'DELETE', path: '/1' })).status, 200)
  equal(await titles(), [])
})

test('hostile text is only a title', async () => {
  const text = '<script>"$&</script> __proto__'
  await add(text)
  equal(await titles(), [text])
  equal(await titles({ tag: '__proto__' }), [])
})

test('texts, days and numbers that cannot be are refused', async () => {
  for (const text of ['', ' #home !1', 'a due:2026-02-30', 'a every:0', 'a every:x', 5, null])
    equal((await add(text)).status, 400, String(text))
  equal((await add('x'.repeat(301))).status, 400)
  equal((await request({ path: '/', query: { until: 'soon' } })).status, 400)
  equal((await request({ method: 'DELETE', path: '/one' })).status, 400)
  equal(await titles(), [])
})
