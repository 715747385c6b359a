type Step = { name: string; minPx: number; maxPx: number; size: string; lineHeight: number }

const scale = async (query: { [name: string]: string } = {}) =>
  (await request({ query: { format: 'json', ...query } })).body as {
    ratio: number
    steps: Step[]
    advice: string[]
  }

test('neighbours stand in the ratio', async () => {
  const { steps } = await scale({ ratio: 'perfect-fifth', base: '20', large: '20' })
  equal(
    steps.map(({ minPx }) => minPx),
    [13.33, 20, 30, 45, 67.5, 101.25],
  )
  equal((await scale({ ratio: '1.3' })).ratio, 1.3)
})

test('sizes flow between both windows and never leave them', async () => {
  const { steps } = await scale({ base: '16', large: '20' })
  const [, low, start, slope, high] = (
    /clamp\(([\d.]+)rem, ([\d.]+)rem \+ ([\d.]+)vw, ([\d.]+)rem\)/.exec(steps[1]?.size ?? '') ?? []
  ).map(Number)
  equal([low, high], [1, 1.25])
  const at = (width: number) => (start ?? 0) * 16 + ((slope ?? 0) / 100) * width
  ok(Math.abs(at(360) - 16) < 0.01 && Math.abs(at(1240) - 20) < 0.01)
  equal((await scale({ base: '16', large: '16' })).steps[1]?.size, '1rem')
})

test('every line stands on a quarter of the baseline of the body', async () => {
  const { steps } = await scale()
  for (const { maxPx, lineHeight } of steps) {
    const lines = (maxPx * lineHeight) / (19 * 0.375)
    ok(Math.abs(lines - Math.round(lines)) < 0.02, String(lines))
  }
})

test('what is hard to read is said', async () => {
  match((await scale({ base: '14', ratio: 'golden' })).advice.join(), /below 12.*largest heading/)
  match(
    (await scale({ base: '20', large: '16', ratio: '1.1' })).advice.join(),
    /shrinks.*hardly differ/,
  )
  equal((await scale()).advice, [])
})

test('the style sheet has properties, rules and no address', async () => {
  const { headers, body } = await request({ query: { stack: 'mono' } })
  equal(headers['content-type'], 'text/css; charset=utf-8')
  match(body, /--font: ui-monospace/)
  match(body, /h1 \{ font-size: var\(--size-h1\); line-height: [\d.]+ \}/)
  ok(!/url\(|@import/.test(body))
})

test('unknown words and sizes are refused, names of object members too', async () => {
  for (const query of [
    { base: '9' },
    { base: '16;}' },
    { large: 'x' },
    { ratio: 'constructor' },
    { ratio: '3' },
    { ratio: '1.01' },
    { stack: '__proto__' },
    { stack: '"><script>' },
    { format: 'scss' },
  ])
    equal((await request({ query })).status, 400, JSON.stringify(query))
})
