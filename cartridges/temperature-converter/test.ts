const convert = (value: Json, from: Json = 'celsius') =>
  request({ method: 'POST', body: { value, from } })

test('water boils on every scale', async () => {
  const boiling = {
    celsius: 100,
    fahrenheit: 212,
    kelvin: 373.15,
    rankine: 671.67,
    delisle: 0,
  }
  for (const [from, value] of Object.entries(boiling))
    equal((await convert(value, from)).body, boiling, from)
})

test('minus forty is the same twice', async () => {
  const { body } = await convert(-40)
  equal([body.celsius, body.fahrenheit], [-40, -40])
})

test('absolute zero is allowed and nothing below', async () => {
  equal((await convert(-273.15)).body.kelvin, 0)
  equal((await convert(-459.67, 'fahrenheit')).body.kelvin, 0)
  equal((await convert(-273.16)).status, 400)
  equal((await convert(560, 'delisle')).status, 400, 'its degrees run downwards')
})

test('the page starts on the scale of the query', async () => {
  const { status, body } = await request({ method: 'GET', query: { from: 'kelvin' } })
  equal(status, 200)
  ok(body.includes('"state":{"text":"20","from":"kelvin"}'))
})

test('what is no temperature is refused', async () => {
  for (const value of ['20', null, true, 1e300, []])
    equal((await convert(value)).status, 400, String(value))
  for (const from of ['', 'Celsius', '__proto__', '<script>', 5, null])
    equal((await convert(20, from)).status, 400, String(from))
  equal((await request({ method: 'POST', body: null })).status, 400)
  const hostile = await request({ method: 'GET', query: { from: '</script>' } })
  equal([hostile.status, Object.keys(hostile.body)], [400, ['error', 'hint']])
})
