const hello = async (lang?: string, name?: string) =>
  (
    await request({
      query: { ...(lang === undefined ? {} : { lang }), ...(name === undefined ? {} : { name }) },
    })
  ).body

test('the highest quality wins, whatever its place', async () => {
  equal((await hello('de;q=0.5, fr;q=0.9, en;q=0.1')).lang, 'fr')
  equal((await hello('de, fr')).lang, 'de')
})

test('a region falls back to its language and an unknown language to the next', async () => {
  equal((await hello('pt-BR')).greeting, 'Olá, mundo!')
  equal((await hello('zh-Hant-TW')).lang, 'zh')
  equal((await hello('xx, tlh;q=0.9, sv;q=0.2')).lang, 'sv')
  equal((await hello('de;q=0, *')).lang, 'en')
})

test('without a choice the header counts', async () => {
  const answer = await request({ headers: { 'accept-language': 'ja,en;q=0.5' } })
  equal(answer.body, { greeting: 'こんにちは、世界！', lang: 'ja', dir: 'ltr' })
  equal(answer.headers['content-language'], 'ja')
})

test('the name is put in as it is, in scripts of either direction', async () => {
  equal(await hello('he', 'עדה'), { greeting: 'שלום, עדה!', lang: 'he', dir: 'rtl' })
  equal((await hello('en', '$& <b>{}</b>')).greeting, 'Hello, $& <b>{}</b>!')
})

test('line breaks and direction tricks are taken out of names', async () => {
  equal((await hello('en', 'A\r\nSet-Cookie:\u202e b')).greeting, 'Hello, A Set-Cookie: b!')
})

test('a name of a book is refused, and headers of any make are survived', async () => {
  equal((await request({ query: { name: 'x'.repeat(101) } })).status, 400)
  for (const lang of ['__proto__', 'constructor', ';;;,,,', 'q=1', ','.repeat(5000), 'en;q=2'])
    equal((await hello(lang)).lang, 'en', lang.slice(0, 20))
})
