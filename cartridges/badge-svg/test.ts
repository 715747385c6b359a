const badge = (query: { [name: string]: string }) => request({ query })
const widthOf = async (message: string) =>
  Number(/width="(\d+)"/.exec((await badge({ message })).body)?.[1])

test('a badge says its two parts as one sentence', async () => {
  const { headers, body } = await badge({ label: 'build', message: 'passing' })
  equal(headers['content-type'], 'image/svg+xml')
  match(body, /aria-label="build: passing"><title>build: passing<\/title>/)
  match(body, />build<\/text>.*>passing<\/text>/)
})

test('wide letters make a wide badge', async () => {
  ok((await widthOf('WWWW')) > (await widthOf('nnnn')))
  ok((await widthOf('nnnn')) > (await widthOf('iiii')))
  equal(await widthOf('iiii'), Math.round((39 * 4) / 10) + 12)
})

test('ink is dark on light colours and light on dark ones', async () => {
  match((await badge({ message: 'x', color: '#ff0' })).body, /fill="#ffff00".*fill="#111"/)
  match((await badge({ message: 'x', color: '00008b' })).body, /fill="#00008b".*fill="#fff"/)
})

test('markup in either part is text', async () => {
  const { body } = await badge({ label: '"><script>', message: "a&b'</text>" })
  ok(!body.includes('<script'))
  match(body, /&#34;&#62;&#60;script&#62;/)
  match(body, />a&#38;b&#39;&#60;\/text&#62;<\/text>/)
})

test('without a label there is one part, and square has no round corners', async () => {
  const { body } = await badge({ message: 'alone', style: 'square' })
  match(body, /rx="0"/)
  equal(body.split('<text ').length, 2)
})

test('nothing to say, too much to say and unknown colours are refused', async () => {
  for (const query of [
    {},
    { message: ' \n ' },
    { message: 'x'.repeat(61) },
    { message: 'x', color: 'toString' },
    { message: 'x', color: '#12' },
    { message: 'x', style: 'round' },
  ]) {
    const answer = await badge(query)
    equal(answer.status, 400, JSON.stringify(query))
    ok(answer.body.hint)
  }
})
