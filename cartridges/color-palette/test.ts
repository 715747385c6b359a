type Swatch = { name: string; hex: string; ink: string; contrast: number }

const palette = async (query: { [name: string]: string }) => {
  const answer = await request({ query })
  equal(answer.status, 200)
  return answer.body as { base: Swatch; steps: Swatch[]; harmony: Swatch[] }
}

/** WCAG contrast, written a second time. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other]
    .map((hex) => {
      const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
        const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    })
    .sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

test('the base survives the way to OKLCH and back', async () => {
  for (const base of ['#3366cc', '#ffffff', '#010203', '#00ff00'])
    equal((await palette({ base })).base.hex, base)
  equal((await palette({ base: 'abc' })).base.hex, '#aabbcc')
})

test('steps go from light to dark and every ink can be read', async () => {
  for (const base of ['#3366cc', '#ffee00']) {
    const { steps, harmony } = await palette({ base, harmony: 'square' })
    equal(steps.length, 11)
    const onBlack = steps.map(({ hex }) => contrast(hex, '#000000'))
    equal(
      onBlack,
      onBlack.toSorted((a, b) => b - a),
    )
    for (const { hex, ink, contrast: stated } of [...steps, ...harmony]) {
      ok(Math.abs(contrast(hex, ink) - stated) < 0.011)
      ok(stated >= 4.5, hex)
    }
  }
})

test('grey has no hue to turn', async () => {
  const { base, harmony } = await palette({ base: '#808080', harmony: 'triad' })
  equal(
    harmony.map(({ hex }) => hex),
    [base.hex, base.hex],
  )
})

test('each harmony has its number of colours', async () => {
  for (const [harmony, count] of [
    ['complement', 1],
    ['analogous', 2],
    ['triad', 2],
    ['split', 2],
    ['square', 3],
  ] as const)
    equal((await palette({ base: '#c63', harmony })).harmony.length, count)
})

test('css holds every swatch with its ink', async () => {
  const { headers, body } = await request({ query: { base: '#3366cc', format: 'css' } })
  equal(headers['content-type'], 'text/css; charset=utf-8')
  match(body, /^:root \{\n {2}--base: #3366cc;\n {2}--on-base: #ffffff;/)
  match(body, /--950: #[0-9a-f]{6};/)
})

test('what is no colour or unknown is refused', async () => {
  for (const query of [
    {},
    { base: 'blue' },
    { base: '#12345' },
    { base: '#3366cc;}' },
    { base: '#36c', harmony: 'constructor' },
    { base: '#36c', format: 'xml' },
  ])
    equal((await request({ query })).status, 400, JSON.stringify(query))
})
