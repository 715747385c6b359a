type Card = { front: string; back: string }
const deck = (text: Json, more: { [field: string]: Json } = {}, path = '/') =>
  request({ method: 'POST', path, body: { text, ...more } })
const pairs = async (text: string, more = {}): Promise<string[][]> =>
  (await deck(text, more)).body.cards.map(({ front, back }: Card) => [front, back])

test('a line makes one card, or two that turn each other round', async () => {
  equal(await pairs('Capital of Norway :: Oslo\nhund ::: dog'), [
    ['Capital of Norway', 'Oslo'],
    ['hund', 'dog'],
    ['dog', 'hund'],
  ])
})

test('each gap makes a card on which the others are filled in', async () => {
  equal(await pairs('{{Paris}} lies on the {{Seine::a river}}.'), [
    ['[…] lies on the Seine.', 'Paris'],
    ['Paris lies on the [a river].', 'Seine'],
  ])
})

test('plain lines and doubles are told and make no cards', async () => {
  const { count, skipped, doubles } = (await deck('# Notes\n\na :: b\nA :: c\na::b')).body
  equal([count, skipped, doubles], [1, [1, 5], [{ line: 4, like: 3 }]])
})

test('a seed shuffles, always the same way, and loses none', async () => {
  const text = Array.from({ length: 30 }, (_, i) => `q${i} :: a${i}`).join('\n')
  const plain = await pairs(text)
  const mixed = await pairs(text, { seed: 7 })
  equal(await pairs(text, { seed: 7 }), mixed)
  ok(JSON.stringify(mixed) !== JSON.stringify(plain))
  equal([...mixed].sort(), [...plain].sort())
})

test('backs stand mirrored behind their fronts', async () => {
  const { headers, body } = await deck('a :: 1\nb :: 2\nc :: 3', {}, '/sheet')
  match(headers['content-type'], /^text\/html/)
  const sides = body.split('<section').slice(1)
  const texts = sides.map((html: string) =>
    [...html.matchAll(/<p>(.*?)<\/p>/g)].map(([, text]) => text).slice(0, 4),
  )
  equal(texts, [
    ['a', 'b', 'c', ''],
    ['2', '1', '', '3'],
  ])
})

test('nine cards need a second sheet', async () => {
  const text = Array.from({ length: 9 }, (_, i) => `q${i} :: a`).join('\n')
  equal((await deck(text)).body.pages, 4)
  equal((await deck(text, {}, '/sheet')).body.match(/<section/g).length, 4)
})

test('hostile text is only text', async () => {
  const { body } = await deck(
    '<script>alert(1)</script> :: "$&" {title}\n__proto__ :: constructor',
    { title: '</title><script>$&' },
    '/sheet',
  )
  ok(!/<script/.test(body))
  ok(body.includes('&#60;script&#62;alert(1)&#60;/script&#62;'))
  ok(body.includes('&#34;$&#38;&#34; {title}'))
  ok(body.includes('<title>&#60;/title&#62;&#60;script&#62;$&#38;</title>'))
})

test('notes that make no deck are refused', async () => {
  for (const text of ['', 'no card', ':: back', 'front ::', '{{}}', '{{ ::hint}} x', 5, null])
    equal((await deck(text)).status, 400, String(text))
  equal((await deck(`a :: ${'x'.repeat(241)}`)).status, 400)
  equal((await deck('a :: b\n'.repeat(3000))).status, 400)
  equal((await deck(Array.from({ length: 161 }, (_, i) => `q${i} :: a`).join('\n'))).status, 400)
  for (const more of [{ title: '' }, { seed: -1 }, { seed: 1.5 }, { seed: '7' }] as {
    [field: string]: Json
  }[])
    equal((await deck('a :: b', more)).status, 400)
  equal((await deck('a :: b', {}, '/other')).status, 400)
})
