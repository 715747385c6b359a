const pick = async (color: string) => {
  const answer = await request({ method: 'POST', body: { color } })
  equal(answer.status, 200, `${color}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

test('one colour is the same in whatever notation it comes', async () => {
  const expected = await pick('#3366cc')
  equal(expected, {
    hex: '#3366cc',
    rgb: 'rgb(51 102 204)',
    hsl: 'hsl(220 60% 50%)',
    hwb: 'hwb(220 20% 20%)',
    oklch: 'oklch(0.532 0.168 262.3)',
    name: 'royalblue',
    isExact: false,
    luminance: 0.1457,
    text: '#ffffff',
  })
  for (const color of [
    '36C',
    ' #36c ',
    'rgb(51, 102, 204)',
    'RGB(20% 40% 80%)',
    'hsl(220deg 60% 50%)',
    'hsla(-140, 60%, 50%, 1)',
    'hwb(220 20% 20%)',
    'rgb(51 102 204 / 100%)',
  ])
    equal(await pick(color), expected, color)
})

test('every eighth grey and primary survives the way through hue and back', async () => {
  for (let byte = 0; byte < 256; byte += 8) {
    const pair = byte.toString(16).padStart(2, '0')
    for (const hex of [`#${pair}${pair}${pair}`, `#${pair}00ff`, `#7f${pair}01`, `#fe80${pair}`])
      equal((await pick(hex)).hex, hex)
  }
})

test('opacity is kept in every notation', async () => {
  const { hex, rgb, hsl, oklch } = await pick('#ff000080')
  equal([hex, rgb, hsl], ['#ff000080', 'rgb(255 0 0 / 50%)', 'hsl(0 100% 50% / 50%)'])
  match(oklch, / \/ 50%\)$/)
  equal((await pick('rgba(255, 0, 0, .25)')).hex, '#ff000040')
  equal((await pick('#00000081')).rgb, 'rgb(0 0 0 / 50.6%)')
})

test('names are read, and the nearest looks nearest', async () => {
  const { name, isExact, hex } = await pick('RebeccaPurple')
  equal([name, isExact, hex], ['rebeccapurple', true, '#663399'])
  equal((await pick('slategrey')).isExact, true)
  const near = await pick('#fe6448')
  equal([near.name, near.isExact], ['tomato', false])
})

test('text is readable on it', async () => {
  equal((await pick('white')).text, '#000000')
  equal((await pick('navy')).text, '#ffffff')
})

test('too much is cut, and hwb beyond its sum is a grey', async () => {
  equal((await pick('rgb(300 -5 0)')).hex, '#ff0000')
  equal((await pick('hwb(0 100% 100%)')).hex, '#808080')
})

test('the page starts with the colour of the query', async () => {
  const { status, headers, body } = await request({ query: { color: 'hsl(120 100% 50%)' } })
  equal(status, 200)
  match(headers['content-type'], /html/)
  ok(body.includes('"hsl":[120,100,50]'))
})

test('what is no colour is refused, hostile text too', async () => {
  for (const color of [
    '',
    '#12345',
    'rgb(1 2)',
    'rgb(10deg 2 3)',
    'hsl(10% 2% 3%)',
    'constructor',
    '__proto__',
    '</script><script>',
    '$&',
    `#${'f'.repeat(1000)}`,
    `rgb(${' '.repeat(50)}x`,
  ]) {
    equal((await request({ method: 'POST', body: { color } })).status, 400, color)
    const page = await request({ query: { color } })
    equal(page.status, 400, color)
    ok(page.body.hint)
  }
  equal((await request({ method: 'POST', body: null })).status, 400)
  equal((await request({ method: 'POST', body: { color: 5 } })).status, 400)
})
