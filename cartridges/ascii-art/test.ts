const draw = (query: { [name: string]: string }) => request({ query })

test('letters are five rows high with one column between them', async () => {
  equal((await draw({ text: 'Hi' })).body, '#   # ###\n#   #  #\n#####  #\n#   #  #\n#   # ###\n')
})

test('lower case is drawn like upper case and narrow signs are narrow', async () => {
  equal((await draw({ text: 'l!' })).body, (await draw({ text: 'L!' })).body)
  equal((await draw({ text: '.' })).body, '\n\n\n\n#\n')
})

test('the brush is any one visible character', async () => {
  equal((await draw({ text: '-', brush: '🦀' })).body, '\n\n🦀🦀🦀\n\n\n')
  equal((await draw({ text: '-', brush: '<' })).body, '\n\n<<<\n\n\n')
})

test('no line is wider than asked', async () => {
  const { body } = await draw({ text: 'THE QUICK BROWN FOX 0123456789', width: '30' })
  ok(body.split('\n').every((line: string) => line.length <= 30))
  equal(body.split('\n\n').length > 3, true)
})

test('every letter has a shape of its own', async () => {
  const shapes = new Set<string>()
  for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')
    shapes.add((await draw({ text: letter })).body)
  equal(shapes.size, 36)
})

test('unknown letters, long brushes and wrong widths are refused', async () => {
  match((await draw({ text: 'é' })).body.error, /no big "É"/)
  for (const query of [
    {},
    { text: ' ' },
    { text: 'x'.repeat(81) },
    { text: 'a', brush: '##' },
    { text: 'a', brush: ' ' },
    { text: 'a', width: '10' },
    { text: 'a', width: '1e2' },
    { text: '<script>' },
  ])
    equal((await draw(query)).status, 400, JSON.stringify(query))
})
