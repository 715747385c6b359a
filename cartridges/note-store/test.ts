const add = (title: string, text: string) => request({ method: 'POST', body: { title, text } })
const save = (id: number, body: Json) => request({ method: 'PUT', path: `/${id}`, body })
const restore = (id: number) => request({ method: 'POST', path: `/${id}/restore` })

test('two notes do not mix', async () => {
  await add('A', 'one')
  await add('B', 'two')
  await save(1, { text: 'changed' })
  equal((await request({ path: '/2' })).body, { id: 2, title: 'B', text: 'two', past: [] })
})

test('three revisions come back, newest first', async () => {
  await add('A', '0')
  for (const text of ['1', '2', '3', '4', '4']) await save(1, { text })
  for (const text of ['3', '2', '1']) equal((await restore(1)).body.text, text)
  equal((await restore(1)).status, 409)
})

test('search wants all words and shows the place', async () => {
  await add('Trip', `${'x '.repeat(40)}buy a Blue lamp`)
  await add('Other', 'a blue sky')
  const { body } = await request({ query: { q: 'LAMP blue' } })
  equal(body.count, 1)
  match(body.notes[0].excerpt, /^….*Blue lamp$/)
  equal((await request({ query: {} })).body.count, 2)
})

test('a number is never used again', async () => {
  await add('A', '')
  await request({ method: 'DELETE', path: '/1' })
  equal((await add('B', '')).body.id, 2)
  equal((await request({ path: '/1' })).status, 404)
})

test('hostile text is kept as it is', async () => {
  const text = '<script>alert("$&")</script> __proto__'
  equal((await add('"><b>', text)).body.text, text)
  equal((await request({ query: { q: '.*(' } })).body.count, 0)
})

test('what is wrong is refused and changes nothing', async () => {
  await add('A', 'kept')
  for (const body of [{ title: '' }, { text: 5 }, { text: 'x'.repeat(8_001) }, [1], 'text'])
    equal((await save(1, body)).status, 400)
  equal((await request({ method: 'POST', body: { text: 'no title' } })).status, 400)
  equal((await request({ path: '/1/else' })).status, 400)
  equal((await request({ path: '/1' })).body.text, 'kept')
})
