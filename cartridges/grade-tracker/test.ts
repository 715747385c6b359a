const parts = [
  { name: 'Homework', weight: 40, count: 4, drop: 1 },
  { name: 'Final', weight: 60 },
]
const define = (name = 'algebra', body: Json = { credits: 6, parts }) =>
  request({ method: 'PUT', path: `/${name}`, body })
const enter = (part: Json, points: Json, of: Json = 100, name = 'algebra') =>
  request({ method: 'POST', path: `/${name}`, body: { part, points, of } })
const read = async (target: string) => (await request({ path: '/algebra', query: { target } })).body

test('parts weigh as they say and the worst results drop', async () => {
  await define()
  for (const points of [10, 20, 16]) await enter('Homework', points, 20)
  const { now, parts: shown, lowest, highest } = await read('50')
  equal([now, shown[0].average, shown[0].open], [90, 90, 1])
  equal([lowest, highest], [30.7, 97.3])
})

test('what the final needs is exact to a tenth and reaches the target', async () => {
  await define()
  for (const points of [80, 80, 80, 80]) await enter('Homework', points)
  equal((await read('85')).needed, { target: 85, average: 88.4, verdict: 'possible' })
  equal((await read('32')).needed, { target: 32, average: 0, verdict: 'safe' })
  equal((await read('93')).needed, { target: 93, average: null, verdict: 'out of reach' })
  await enter('Final', 88.4)
  const { now, needed } = await read('85')
  equal([now, needed.verdict], [85, 'safe'])
})

test('an open result that would be dropped asks for nothing', async () => {
  await define('algebra', { parts: [{ name: 'Quiz', weight: 1, count: 2, drop: 1 }] })
  await enter('Quiz', 70)
  equal((await read('70')).needed.verdict, 'safe')
  equal((await read('80')).needed.average, 80)
})

test('courses do not mix and the average goes by credits', async () => {
  await define()
  await define('logic', { credits: 2, parts: [{ name: 'Final', weight: 1 }] })
  await define('music')
  await enter('Final', 90)
  await enter('Final', 50, 100, 'logic')
  const { average, credits, courses } = (await request({ path: '/' })).body
  equal([average, credits], [80, 8])
  equal(courses[2], { course: 'music', credits: 6, now: null })
})

test('a new description keeps results by name, and a mistake is undone', async () => {
  await define()
  await enter('Final', 70)
  await define('algebra', { parts: [{ name: 'Final', weight: 1 }] })
  equal((await read('0')).now, 70)
  const undone = await request({
    method: 'POST',
    path: '/algebra',
    body: { part: 'Final', undo: true },
  })
  equal(undone.body.now, null)
  equal((await request({ method: 'DELETE', path: '/algebra' })).status, 200)
  equal((await request({ path: '/algebra' })).status, 404)
})

test('a full book refuses and keeps what it has', async () => {
  const many = Array.from({ length: 12 }, (_, i) => ({ name: `${i}${'ß'.repeat(38)}`, weight: 1 }))
  let [kept, status] = [0, 200]
  for (; kept < 30 && status === 200; kept++)
    status = (await define(`c${kept}`, { parts: many })).status
  equal(status, 409)
  equal((await request({ path: '/' })).body.courses.length, kept - 1)
})

test('hostile names are only names', async () => {
  const names = ['__proto__', '<script>"$&']
  await define('algebra', { parts: names.map((name) => ({ name, weight: 1 })) })
  for (const name of names) await enter(name, 40)
  equal((await read('40')).now, 40)
  equal((await request({ method: 'PUT', path: '/<b>', body: { parts } })).status, 400)
  equal((await request({ path: '/__proto__' })).status, 400)
})

test('weights, scores and targets that cannot be are refused', async () => {
  for (const given of [
    [],
    null,
    [{ name: 'A', weight: 0 }],
    [{ name: '', weight: 1 }],
    [{ name: 'A', weight: 1, count: 2, drop: 2 }],
    [{ name: 'A', weight: 1, count: 1.5 }],
    [parts[1], parts[1]],
  ] as Json[])
    equal((await define('algebra', { parts: given })).status, 400, JSON.stringify(given))
  await define()
  for (const [points, of] of [
    [-1, 20],
    [31, 20],
    ['17', 20],
    [5, 0],
  ] as const)
    equal((await enter('Homework', points, of)).status, 400)
  equal((await enter('Quiz', 5)).status, 400)
  await enter('Final', 50)
  equal((await enter('Final', 50)).status, 409)
  for (const target of ['', 'x', '-1', '151'])
    equal((await request({ path: '/algebra', query: { target } })).status, 400, target)
})
