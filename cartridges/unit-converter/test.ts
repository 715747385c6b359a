const convert = (value: string, from: string, to: string) => request({ query: { value, from, to } })

test('known pairs come out as defined', async () => {
  for (const [value, from, to, result] of [
    ['1', 'mi', 'km', 1.609344],
    ['1', 'lb', 'g', 453.59237],
    ['1', 'gal', 'l', 3.7854118],
    ['100', 'km/h', 'mph', 62.137119],
    ['1', 'GiB', 'MB', 1073.7418],
    ['8', 'bit', 'B', 1],
    ['1', 'atm', 'psi', 14.695949],
    ['1', 'ac', 'm2', 4046.8564],
    ['1', 'kWh', 'kJ', 3600],
    ['1.5', 'h', 'min', 90],
  ] as const)
    equal((await convert(value, from, to)).body.result, result, `${from} to ${to}`)
})

test('temperatures have an offset', async () => {
  equal((await convert('-40', 'C', 'F')).body.result, -40)
  equal((await convert('212', 'F', 'C')).body.result, 100)
  equal((await convert('0', 'K', 'C')).body.result, -273.15)
  equal((await convert('-274', 'C', 'K')).status, 400)
})

test('there and back is the same', async () => {
  for (const unit of ['mm', 'in', 'yd', 'nmi']) {
    const there = (await request({ query: { value: '7.25', from: 'm', to: unit, digits: '15' } }))
      .body
    equal((await convert(String(there.result), unit, 'm')).body.result, 7.25)
  }
})

test('without a target all of the kind are told', async () => {
  const { body } = await request({ query: { value: '1', from: 'd' } })
  equal(body.results, { ms: 86_400_000, s: 86_400, min: 1440, h: 24, d: 1, wk: 0.14285714 })
})

test('units of two kinds and unknown ones are refused', async () => {
  match((await convert('1', 'kg', 'km')).body.error, /a mass and "km" a length/)
  for (const unit of ['KM', '', '<script>', '__proto__', 'constructor', 'x'.repeat(5000)]) {
    equal((await convert('1', unit, 'm')).status, 400)
    equal((await convert('1', 'm', unit)).status, 400)
  }
})

test('what is no number is refused', async () => {
  for (const value of ['', ' ', 'ten', '1e999', 'NaN', '1,5'])
    equal((await convert(value, 'm', 'km')).status, 400, value)
  equal((await request({ query: { value: '1', from: 'm', digits: '16' } })).status, 400)
})
