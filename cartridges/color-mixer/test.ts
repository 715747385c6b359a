const mix = (...colors: Json[]) => request({ method: 'POST', body: { colors } })

test('light adds up: red and green make a bright yellow', async () => {
  equal((await mix({ hex: '#ff0000' }, { hex: '#00FF00' })).body, {
    hex: '#bcbc00',
    rgb: [188, 188, 0],
    text: '#000000',
  })
})

test('a colour mixed with itself stays as it is', async () => {
  for (const hex of ['#000000', '#0a0b0c', '#7f8081', '#ffffff'])
    equal((await mix({ hex }, { hex, parts: 7 })).body.hex, hex)
})

test('parts are weights, and none counts for nothing', async () => {
  equal((await mix({ hex: '#123456', parts: 3 }, { hex: '#ffffff', parts: 0 })).body.hex, '#123456')
  equal((await mix({ hex: '#000000', parts: 3 }, { hex: '#ffffff', parts: 1 })).body.hex, '#898989')
})

test('text on the mix is readable', async () => {
  equal((await mix({ hex: '#000000' }, { hex: '#202020' })).body.text, '#ffffff')
  equal((await mix({ hex: '#ffffff' }, { hex: '#202020' })).body.text, '#000000')
})

test('the page starts with the colours of the query', async () => {
  const { status, body } = await request({
    method: 'GET',
    query: { colors: 'ff0000,0000FF,00ff00' },
  })
  equal(status, 200)
  ok(body.includes('"state":[{"hex":"#ff0000","parts":50},{"hex":"#0000ff","parts":50},'))
})

test('what is no colour is refused', async () => {
  const good = { hex: '#ffffff' }
  const cases: Json[][] = [
    [],
    [good],
    Array(7).fill(good),
    [good, { hex: 'white' }],
    [good, { hex: '#fff' }],
    [good, { hex: '#ffffff', parts: -1 }],
    [good, { hex: '#ffffff', parts: 1.5 }],
    [good, null],
    [
      { hex: '#ffffff', parts: 0 },
      { hex: '#000000', parts: 0 },
    ],
  ]
  for (const colors of cases) equal((await mix(...colors)).status, 400, JSON.stringify(colors))
  equal((await request({ method: 'POST', body: 'red' })).status, 400)
  for (const colors of ['red,blue', '</script><script>', 'ff0000', "$&,'"])
    equal((await request({ method: 'GET', query: { colors } })).status, 400, colors)
})
