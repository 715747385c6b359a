const look = async (measure: string, digits = 6) =>
  (await request({ method: 'POST', body: { measure, digits } })).body

test('parts of a measure add up', async () => {
  const { kind, units } = await look('5 ft 3 in')
  equal([kind, units.cm, units.in, units.m], ['length', 160.02, 63, 1.6002])
  equal((await look('2lb 3oz')).units.g, 992.233)
  equal((await look('1 h 20 min')).units.s, 4800)
  equal((await look('5\' 3"')).units.in, 63)
})

test('defined factors are exact', async () => {
  equal((await look('1 mi', 15)).units.m, 1609.344)
  equal((await look('1 acre', 15)).units['m²'], 4046.8564224)
  equal((await look('36 km/h')).units['m/s'], 10)
  equal((await look('1 GiB')).units.MiB, 1024)
})

test('temperatures have zeros of their own', async () => {
  equal((await look('-40 °C')).units, { '°C': -40, '°F': -40, K: 233.15 })
  equal((await look('98.6F')).units['°C'], 37)
  equal((await look('0 K')).units['°F'], -459.67)
})

test('names are read as people write them, data units by their case', async () => {
  equal((await look('2 Miles')).units.km, 3.21869)
  equal((await look('1,5 litres')).units.ml, 1500)
  equal((await look('1 MB')).units.Mbit, 8)
  equal((await request({ method: 'POST', body: { measure: '1 gb' } })).status, 400)
})

test('what is no measure is refused with the reason', async () => {
  const cases: [Json, RegExp][] = [
    ['', /number and a unit/],
    ['ft', /number and a unit/],
    ['5', /number and a unit/],
    ['5 ft and 3 in', /number and a unit|no length/],
    ['5 ft 3 kg', /no length/],
    ['3 in 5 ft', /largest/],
    ['5 ft 3 ft', /largest/],
    ['-5 ft', /negative/],
    ['-300 °C', /absolute zero/],
    ['5 °C 3 °F', /one number/],
    ['5 furlongs', /no unit/],
    ['5 __proto__', /no unit/],
    ['5 <script>', /no unit/],
    ['1'.repeat(61), /60 characters/],
    [null, /text/],
  ]
  for (const [measure, reason] of cases) {
    const answer = await request({ method: 'POST', body: { measure } })
    equal(answer.status, 400, String(measure))
    match(answer.body.error, reason)
    match(answer.body.hint, /5 ft 3 in/)
  }
  for (const digits of [0, 16, 2.5, '6'])
    equal((await request({ method: 'POST', body: { measure: '1 m', digits } })).status, 400)
  equal((await request({ method: 'POST', body: [] })).status, 400)
})

test('the page starts with the measure of the query', async () => {
  const { status, headers, body } = await request({ method: 'GET', query: { measure: '10 kg' } })
  equal([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  ok(body.includes('"state":{"text":"10 kg","digits":6}'))
  equal((await request({ method: 'GET', query: { measure: '</script>$&' } })).status, 400)
})
