const contrast = async (
  text: string,
  background: string,
  options: { [name: string]: string } = {},
) => {
  const answer = await request({ method: 'GET', query: { text, background, ...options } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

/** WCAG 2.2 relative luminance written a second time. */
function ratioOf(a: string, b: string): number {
  const luminance = (hex: string) => {
    const weights = [0.2126, 0.7152, 0.0722]
    return weights.reduce((sum, weight, i) => {
      const c = Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16) / 255
      return sum + weight * (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    }, 0)
  }
  const sorted = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((sorted[0] ?? 0) + 0.05) / ((sorted[1] ?? 0) + 0.05)
}

test('black on white is 21 to 1 and a colour on itself is 1 to 1', async () => {
  equal((await contrast('black', 'white')).ratio, 21)
  equal((await contrast('#123456', '#123456')).ratio, 1)
})

test('the known edge greys fall on their sides of 4.5', async () => {
  const passing = await contrast('#767676', '#fff')
  equal([passing.ratio, passing.AA.normal], [4.54, true])
  const failing = await contrast('#777777', '#fff')
  equal([failing.ratio, failing.AA.normal, failing.AA.large], [4.47, false, true])
})

test('the order of the two colours does not change the ratio', async () => {
  equal((await contrast('#336699', '#ffeecc')).ratio, (await contrast('#ffeecc', '#336699')).ratio)
})

test('every notation of one colour is the same colour', async () => {
  const same = [
    '#639',
    '663399',
    '#663399ff',
    'rebeccapurple',
    'RGB(102, 51, 153)',
    'rgb(102 51 153 / 100%)',
  ]
  for (const text of [
    ...same,
    'hsl(270, 50%, 40%)',
    'hsla(270deg 50% 40% / 1)',
    'rgb(40% 20% 60%)',
    'hsl(-90 50% 40%)',
  ])
    equal((await contrast(text, 'white')).text, '#663399', text)
})

test('see-through text is judged as it looks on its background', async () => {
  equal((await contrast('rgba(0,0,0,0.5)', 'white')).text, '#808080')
  equal((await contrast('#00000000', 'red')).ratio, 1)
})

test('a see-through background is painted on white', async () => {
  equal((await contrast('black', 'rgb(0 0 0 / 50%)')).background, '#808080')
})

test('the levels follow 3, 4.5 and 7', async () => {
  const body = await contrast('#595959', 'white')
  equal(body.AA, { normal: true, large: true, interface: true })
  equal(body.AAA, { normal: true, large: true })
  const middle = await contrast('#767676', 'white')
  equal(middle.AAA, { normal: false, large: true })
})

test('a passing pair gets no suggestion', async () => {
  equal((await contrast('black', 'white')).suggestions, { text: null, background: null })
})

test('suggestions pass, by a second calculation', async () => {
  const pairs = [
    ['#777777', '#ffffff'],
    ['#ff0000', '#ffaaaa'],
    ['#3355ff', '#112244'],
  ]
  for (const [text = '', background = ''] of pairs)
    for (const level of ['AA', 'AAA']) {
      const body = await contrast(text, background, { level })
      const { suggestions, target } = body
      // Between middling colours AAA is out of reach, whichever of the two moves.
      if (level === 'AA') ok(suggestions.text && suggestions.background, `${text} on ${background}`)
      if (suggestions.text) ok(ratioOf(suggestions.text.colour, body.background) >= target.ratio)
      if (suggestions.background)
        ok(ratioOf(suggestions.background.colour, body.text) >= target.ratio)
    }
})

test('the suggestion for a grey stays a grey and moves as little as it can', async () => {
  const { suggestions } = await contrast('#777777', '#fff')
  equal(suggestions.text.colour, '#767676')
})

test('no suggestion is given where no lightness is enough', async () => {
  const { suggestions } = await contrast('#777777', '#808080', { level: 'AAA' })
  equal(suggestions.text, null)
})

test('the target follows level and size', async () => {
  equal((await contrast('#777', '#fff', { size: 'large' })).target, {
    level: 'AA',
    size: 'large',
    ratio: 3,
    passes: true,
  })
  equal((await contrast('#777', '#fff', { level: 'AAA', size: 'large' })).target.ratio, 4.5)
})

test('a body works as well as a query', async () => {
  const answer = await request({ method: 'POST', body: { text: 'black', background: 'white' } })
  equal(answer.body.ratio, 21)
})

test('text that is no colour is refused by name', async () => {
  for (const text of [
    '',
    'blurple',
    '#12',
    '#12345',
    '#ggg',
    'rgb(1,2)',
    'rgb(1,2,3,4,5)',
    'hsl(a,b,c)',
    'constructor',
  ]) {
    const answer = await request({ method: 'GET', query: { text, background: 'white' } })
    equal(answer.status, 400, text)
    match(answer.body.error, /text/)
    ok(answer.body.hint)
  }
  const answer = await request({ method: 'GET', query: { text: 'black' } })
  match(answer.body.error, /background/)
})

test('unknown levels and sizes are refused', async () => {
  for (const options of [{ level: 'A' }, { size: 'huge' }]) {
    const query = { text: 'black', background: 'white', ...options }
    equal((await request({ method: 'GET', query })).status, 400)
  }
})
