const base = {
  product: 'Glow',
  headline: 'Light that follows you',
  action: { label: 'Get one', url: '/buy' },
}
const land = (more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { ...base, ...more } })

test('all rules kept is a hundred, and each broken one says what to do', async () => {
  const good = await land({
    sub: 'For readers.',
    reasons: [
      { title: 'a', text: 'b' },
      { title: 'c', text: 'd' },
    ],
    quotes: [{ text: 'Yes.', by: 'Ada' }],
  })
  equal([good.body.score, good.body.advice], [100, []])
  const { advice, score } = (
    await land({
      headline: 'The BESTEST and most innovative lamp of all the lamps there are!!',
      action: { label: 'Click here', url: '#' },
    })
  ).body
  ok(score < 50 && advice.length >= 5)
  match(advice.join(), /shouts.*"Click here"/)
})

test('text on the button and links in the colour can be read', async () => {
  match((await land({ color: '#ffee00' })).body.html, /--color: #ffee00; --ink: #000; --link: #/)
  match((await land({ color: '#000080' })).body.html, /--ink: #fff; --link: #000080/)
})

test('reasons and quotes stand where they belong', async () => {
  const { html } = (
    await land({
      reasons: [{ title: 'Dims', text: 'Down to 1 %' }],
      quotes: [{ text: 'Bright', by: 'Ada' }],
    })
  ).body
  match(html, /<li><h2>Dims<\/h2><p>Down to 1 %<\/p><\/li>/)
  match(html, /<cite>Ada<\/cite>/)
})

test('copy is text and links lead somewhere harmless', async () => {
  const { html } = (
    await land({
      headline: '<script>$&{{theme}}</script>',
      sub: '"><img>',
      action: { label: '<b>', url: '/a"onclick="x' },
    })
  ).body
  ok(!/<script|<img|"onclick/.test(html))
  for (const url of ['javascript:a()', '//evil', 'data:x', 'buy'])
    equal((await land({ action: { label: 'x', url } })).status, 400, url)
})

test('missing and overlong parts are refused by name', async () => {
  for (const [more, reason] of [
    [{ headline: '' }, /headline/],
    [{ action: 'x' }, /action/],
    [{ color: 'red;}' }, /color/],
    [{ reasons: Array(7).fill({ title: 'a', text: 'b' }) }, /reasons/],
    [{ quotes: [{ text: 'x' }] }, /by/],
  ] as [{ [key: string]: Json }, RegExp][]) {
    const answer = await land(more)
    equal(answer.status, 400)
    match(answer.body.error, reason)
  }
})
