const questions = [
  { id: 'pet', ask: 'Your pet?', kind: 'choice', choices: ['Cat', 'Dog', 'None'], required: true },
  { id: 'name', ask: 'Its name?', kind: 'text', when: { id: 'pet', is: 'Cat' }, required: true },
  { id: 'food', ask: 'Food?', kind: 'many', choices: ['Dry', 'Wet'] },
  { id: 'happy', ask: 'Happy?', kind: 'scale' },
  { id: 'weight', ask: 'Weight?', kind: 'number' },
]
const make = (body: Json = { title: 'Pets', questions }, name = 'pets') =>
  request({ method: 'POST', path: `/${name}`, body })
const reply = (answers: Json) =>
  request({ method: 'POST', path: '/pets/answers', body: { answers } })
const summary = async (query = {}) => (await request({ path: '/pets/summary', query })).body

test('answers are counted and averaged', async () => {
  equal((await make()).body, { survey: 'pets', questions: 5 })
  await reply({ pet: 'Cat', name: 'Tom', food: ['Dry', 'Wet'], happy: 4, weight: 4.5 })
  await reply({ pet: 'Dog', food: ['Wet'], happy: 5, weight: -1 })
  equal((await reply({ pet: 'Dog', happy: 1 })).body.number, 3)
  const { people, questions: rows } = await summary()
  equal(people, 3)
  equal(rows[0].counts[1], { choice: 'Dog', count: 2, percent: 66.7 })
  equal(rows[2].counts, [
    { choice: 'Dry', count: 1, percent: 50 },
    { choice: 'Wet', count: 2, percent: 100 },
  ])
  equal([rows[3].mean, rows[3].median, rows[3].answered], [3.333, 4, 3])
  equal([rows[4].median, rows[4].least, rows[4].most], [1.75, -1, 4.5])
})

test('one group can be read alone', async () => {
  await make()
  await reply({ pet: 'Dog', happy: 5 })
  await reply({ pet: 'None', happy: 1 })
  const { people, of, questions: rows } = await summary({ where: 'pet:Dog' })
  equal([people, of, rows[3].mean], [1, 2, 5])
  equal((await request({ path: '/pets/summary', query: { where: 'pet:Bird' } })).status, 400)
})

test('what is hidden cannot be answered, what is required must be', async () => {
  await make()
  match((await reply({ pet: 'Dog', name: 'Rex' })).body.error, /not asked/)
  match((await reply({ pet: 'Cat' })).body.error, /"name" must be answered/)
  match((await reply({ happy: 3 })).body.error, /"pet"/)
})

test('an answer that does not fit is told what would', async () => {
  await make()
  for (const [id, value, should] of [
    ['pet', 'Bird', /Cat, Dog, None/],
    ['food', ['Dry', 'Dry'], /a list of/],
    ['food', [], /a list of/],
    ['happy', 6, /1 to 5/],
    ['happy', '4', /number/],
    ['weight', null, /./],
    ['weight', 'heavy', /number/],
  ] as const) {
    const answer = await reply({ pet: 'Dog', [id]: value as Json })
    if (value === null) equal(answer.status, 201)
    else match(answer.body.hint, should)
  }
  match((await reply({ bird: 1 })).body.error, /no question/)
  equal((await reply({})).status, 400)
})

test('a closed survey takes no answers but tells its result', async () => {
  await make()
  await reply({ pet: 'Dog' })
  equal((await request({ method: 'POST', path: '/pets/close' })).body.people, 1)
  equal((await reply({ pet: 'Dog' })).status, 409)
  equal((await request({ path: '/pets' })).body.open, false)
})

test('a survey that is full says so', async () => {
  await make({ title: 'x', questions: [{ id: 'a', ask: 'A?', kind: 'text' }] })
  let answer = await reply({ a: '語'.repeat(500) })
  for (let n = 0; n < 200 && answer.status === 201; n++)
    answer = await reply({ a: '語'.repeat(500) })
  equal([answer.status, (await summary()).people], [409, 39])
})

test('the table runs nothing in a spreadsheet', async () => {
  await make()
  await reply({ pet: 'Cat', name: '=HYPERLINK("x")', weight: -2 })
  await reply({ pet: 'Cat', name: '<script>, "$&"', food: ['Dry', 'Wet'] })
  const { headers, body } = await request({ path: '/pets/csv' })
  equal(headers['content-type'], 'text/csv; charset=utf-8')
  equal(body.split('\r\n').slice(0, 3), [
    'pet,name,food,happy,weight',
    'Cat,"\'=HYPERLINK(""x"")",,,-2',
    'Cat,"<script>, ""$&""",Dry; Wet,,',
  ])
})

test('surveys that cannot be are refused', async () => {
  const [pet = null] = questions as unknown as Json[]
  const one = { id: 'a', ask: 'A?', kind: 'text' }
  const cases: Json[] = [
    null,
    [],
    { title: '', questions: [one] },
    { title: 'x', questions: [] },
    { title: 'x', questions: Array(31).fill(one) },
    { title: 'x', questions: [one, one] },
    { title: 'x', questions: [{ ...one, id: '__proto__' }] },
    { title: 'x', questions: [{ ...one, ask: ' ' }] },
    { title: 'x', questions: [{ ...one, kind: 'date' }] },
    { title: 'x', questions: [{ ...one, kind: 'choice' }] },
    { title: 'x', questions: [{ ...one, kind: 'many', choices: ['a', 'a'] }] },
    { title: 'x', questions: [{ ...one, required: 1 }] },
    { title: 'x', questions: [{ ...one, when: { id: 'pet', is: 'Cat' } }, pet] },
    { title: 'x', questions: [pet, { ...one, when: { id: 'pet', is: 'Bird' } }] },
  ]
  for (const [at, body] of cases.entries()) equal((await make(body)).status, 400, String(at))
  for (const name of ['', 'A', 'a/b', '__proto__']) equal((await make(null, name)).status, 400)
  await make()
  equal((await make()).status, 409)
  equal((await request({ path: '/none' })).status, 404)
})
