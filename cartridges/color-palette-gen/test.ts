type Shade = { hex: string; text: string; contrast: number }
const palette = async (query: { [name: string]: string }) => (await request({ query })).body

test('as many colours as asked for, all different', async () => {
  const { colours } = await palette({ count: '12' })
  equal(new Set(colours.map(({ hex }: Shade) => hex)).size, 12)
  for (const { hex } of colours) match(hex, /^#[\da-f]{6}$/)
})

test('every colour stands out from a white, black and grey ground', async () => {
  for (const background of ['ffffff', '#000000', '777777', '112244'])
    for (const contrast of ['1', '2.5', '3']) {
      const { colours, isMet } = await palette({ background, contrast, count: '24' })
      equal(isMet, true, `${background} ${contrast}`)
      ok(colours.every((shade: Shade) => shade.contrast >= Number(contrast)))
    }
})

test('a contrast that a grey ground cannot give is admitted', async () => {
  equal((await palette({ background: '777777', contrast: '7' })).isMet, false)
})

test('the first hue is the one asked for', async () => {
  const [red, blue] = [await palette({ hue: '29' }), await palette({ hue: '260' })]
  match(red.colours[0].hex, /^#[c-f]/)
  match(blue.colours[0].hex, /^#.{4}[c-f]/)
})

test('the style sheet names the same colours', async () => {
  const { css, colours } = await palette({ count: '2' })
  equal(css, `:root {\n  --series-1: ${colours[0].hex};\n  --series-2: ${colours[1].hex};\n}\n`)
})

test('hostile and wrong values are refused', async () => {
  const queries: { [name: string]: string }[] = [
    { count: '0' },
    { count: '25' },
    { hue: '361' },
    { hue: '-1' },
    { background: 'red' },
    { background: 'fff"><script>' },
    { contrast: '8' },
    { contrast: '__proto__' },
  ]
  for (const query of queries) equal((await request({ query })).status, 400, JSON.stringify(query))
})
