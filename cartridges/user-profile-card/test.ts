const card = async (more: { [key: string]: Json }) =>
  (await request({ method: 'POST', body: { name: 'Ada Lovelace', ...more } })).body

test('a picture stays with its name and differs from others', async () => {
  equal((await card({ handle: 'Ada' })).svg, (await card({ name: 'Other', handle: 'ada' })).svg)
  const pictures = new Set<string>()
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
    pictures.add((await card({ name })).svg)
  equal(pictures.size, 8)
})

test('an identicon is the same from both sides', async () => {
  const { svg } = await card({ name: 'Grace' })
  const cells = new Set(
    [...svg.matchAll(/M(\d) (\d)h1/g)].map((found) => `${found[1]},${found[2]}`),
  )
  for (const cell of cells) ok(cells.has(`${4 - Number(cell[0])},${cell[2]}`), cell)
})

test('white can be read on every colour', async () => {
  for (const name of ['x', 'yellow', 'lime', 'q7']) {
    const { color } = await card({ name })
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map(
      (at) => (Number.parseInt(color.slice(at, at + 2), 16) / 255) ** 2.2,
    )
    ok(1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05) > 4.3, color)
  }
})

test('initials are those of first and last name, numbers are short', async () => {
  match((await card({ name: 'élodie de la Tour', avatar: 'initials' })).svg, />ÉT<\/text>/)
  match((await card({ name: '!!!', avatar: 'initials' })).svg, />\?<\/text>/)
  match(
    (await card({ counts: { likes: 999, followers: 19_999 } })).html,
    /<dd>999<\/dd>.*<dd>19\.9k<\/dd>/,
  )
})

test('time here is said in words', async () => {
  match((await card({ joined: '2020-01-01', today: '2026-11-20' })).html, /Here for 6 years/)
  match((await card({ joined: '2026-09-01', today: '2026-11-20' })).html, /Here for 2 months/)
})

test('names, bios and links cannot break out, wrong ones are refused', async () => {
  const { html } = await card({
    name: '<script>"',
    bio: '</p><img>',
    counts: { '<b>': 1 },
    url: '/a"onclick="b',
  })
  ok(!/<script|<img|<b>1|"onclick/.test(html))
  for (const more of [
    { name: '' },
    { handle: 'a b' },
    { avatar: 'photo' },
    { url: 'javascript:a()' },
    { joined: '2026-01-01' },
    { counts: { a: -1 } },
    { counts: [1] },
  ] as { [key: string]: Json }[])
    equal(
      (await request({ method: 'POST', body: { name: 'A', ...more } })).status,
      400,
      JSON.stringify(more),
    )
})
