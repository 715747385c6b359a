const calculate = async (expression: string, more: { [key: string]: Json } = {}) =>
  (await request({ method: 'POST', body: { expression, ...more } })).body

test('tenths add up as on paper', async () => {
  equal(await calculate('0.1 + 0.2'), { value: '0.3', isExact: true, fraction: '3/10' })
  equal((await calculate('1/3*3')).fraction, '1/1')
})

test('signs, powers and brackets bind as in mathematics', async () => {
  const cases = { '2+3*4': '14', '-2^2': '-4', '2^3^2': '512', '(2+3)*4': '20', '2^-2': '0.25' }
  for (const [expression, value] of Object.entries(cases))
    equal((await calculate(expression)).value, value, expression)
  equal((await calculate('7 - -3 - 1')).value, '9')
  equal((await calculate('250 * 19%')).value, '47.5')
})

test('what cannot be printed exactly says so and is rounded half up', async () => {
  equal(await calculate('-2/3', { places: 3 }), {
    value: '-0.667',
    isExact: false,
    fraction: '-2/3',
  })
  equal((await calculate('1/8', { places: 2 })).value, '0.13')
  equal((await calculate('-1/1000', { places: 0 })).value, '0')
})

test('numbers beyond floats stay whole', async () => {
  equal((await calculate('2^200 - 2^200 + 1')).value, '1')
  equal((await calculate('9007199254740993 + 0')).value, '9007199254740993')
})

test('variables are decimals and the query works too', async () => {
  equal((await calculate('x * y', { variables: { x: '1.5', y: -2 } })).value, '-3')
  equal((await request({ query: { expression: '6*7' } })).body.value, '42')
})

test('what is no sum is refused with a reason', async () => {
  const cases: [string, RegExp][] = [
    ['1/0', /zero/],
    ['(1', /bracket/],
    ['1 +', /early/],
    ['constructor', /constructor/],
    ['<script>alert("$&")</script>', /"<"/],
    ['1 2', /"2"/],
    ['2^1001', /exponent/],
    ['(2^1000)^1000', /too long/],
    [`${'('.repeat(60)}1`, /brackets/],
    ['1'.repeat(501), /500/],
  ]
  for (const [expression, reason] of cases) match((await calculate(expression)).error, reason)
  match((await calculate('x', { variables: { x: '1e9' } })).error, /"x"/)
  equal((await request({})).status, 400)
})
