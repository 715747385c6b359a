const bmi = (body: Json) => request({ method: 'POST', body })

test('weight over height squared, with its class and the normal range', async () => {
  equal((await bmi({ weight: 70, height: 175 })).body, {
    bmi: 22.9,
    category: 'normal',
    healthy: [56.7, 76.3],
  })
})

test('a class begins at its lower bound', async () => {
  const at = async (weight: number) => (await bmi({ weight, height: 100 })).body.category
  equal(await at(20), 'normal')
  equal([await at(24.9), await at(25), await at(30)], ['normal', 'overweight', 'obesity class I'])
  equal([await at(35), await at(40)], ['obesity class II', 'obesity class III'])
})

test('pounds and inches give the same index', async () => {
  const { body } = await bmi({ weight: 154.3, height: 68.9, units: 'us' })
  equal([body.bmi, body.healthy], [22.9, [124.9, 168.1]])
})

test('the page runs the very function and loads nothing', async () => {
  const { status, headers, body } = await request({ method: 'GET', query: { units: 'us' } })
  equal([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  match(body, /const step = function step|const step = function/)
  ok(body.includes('"state":{"weight":"","height":"","units":"us"}'))
  ok(!/https?:|src=/.test(body))
})

test('what is no adult, no number and no unit is refused', async () => {
  const cases: Json[] = [
    null,
    [],
    { weight: 70 },
    { weight: '70', height: 175 },
    { weight: 70, height: 0 },
    { weight: -70, height: 175 },
    { weight: 1e308, height: 175 },
    { weight: 70, height: 1.75 },
    { weight: 70, height: 175, units: '<script>' },
  ]
  for (const body of cases) {
    const answer = await bmi(body)
    equal(answer.status, 400, JSON.stringify(body))
    match(answer.body.hint, /"weight": 70/)
  }
  const hostile = await request({ method: 'GET', query: { units: '</script><script>a()' } })
  equal(hostile.status, 400)
})
