const trail = async (url: string, most?: string) => {
  const answer = await request({ query: { url, ...(most ? { most } : {}) } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

test('segments become words with acronyms and small words', async () => {
  equal(
    (await trail('https://example.org/docs/the-json_api/guide-to-css.html')).text,
    'Home › Docs › The JSON API › Guide to CSS',
  )
  equal((await trail('/userSettings')).text, 'Home › User Settings')
})

test('ids and index files belong to the level before them', async () => {
  const { trail: found } = await trail('/orders/1234567/items/index.html')
  equal(found, [
    { name: 'Home', path: '/' },
    { name: 'Orders', path: '/orders/1234567' },
    { name: 'Items', path: '/orders/1234567/items/index.html' },
  ])
  equal((await trail('/u/0b0e7a9c-8a55-4d7c-9d36-1f3f2c6b7a10')).text, 'Home › U')
})

test('a long trail is folded after its beginning', async () => {
  const { text, trail: found } = await trail('/a1/b1/c1/d1/e1', '4')
  equal(text, 'Home › … › D1 › E1')
  equal(found[1], { name: '…', path: null })
})

test('percent signs are decoded once, broken ones stay', async () => {
  equal((await trail('/gr%C3%B6%C3%9Fe/100%/%253Cb%253E')).text, 'Home › Größe › 100% › %3Cb%3E')
})

test('hostile names stay plain data and query and fragment are not read', async () => {
  const { text } = await trail(
    'https://example.org/%3Cscript%3Ealert(1)%3C%2Fscript%3E/__proto__?x=/y#/z',
  )
  equal(text, 'Home › <script>alert(1)</script> › Proto')
})

test('the bare host is home', async () => {
  equal((await trail('https://example.org')).trail, [{ name: 'Home', path: '/' }])
})

test('what is no address is refused', async () => {
  for (const query of [
    {},
    { url: 'a/b' },
    { url: 'ftp://x/y' },
    { url: '/a b' },
    { url: `/${'x'.repeat(2000)}` },
    { url: '/', most: '2' },
    { url: '/', most: '4.5' },
  ])
    equal((await request({ query })).status, 400, JSON.stringify(query))
})
