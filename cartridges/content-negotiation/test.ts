const negotiate = async (headers: Json, variants: Json) => {
  const answer = await request({ method: 'POST', body: { headers, variants } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}
const types = (...all: string[]) => all.map((type) => ({ name: type, type }))
const chosen = async (accept: string, ...all: string[]) =>
  (await negotiate({ Accept: accept }, types(...all))).chosen

test('the closest media range decides, not the first', async () => {
  const accept =
    'text/*;q=0.3, text/html;q=0.7, text/html;level=1, text/html;level=2;q=0.4, */*;q=0.5'
  const { ranking } = await negotiate(
    { accept },
    types('text/html', 'text/html; level=1', 'text/html;level="2"', 'text/plain', 'image/jpeg'),
  )
  equal(
    ranking.map(({ name, q }: { name: string; q: number }) => [name, q]),
    [
      ['text/html; level=1', 1],
      ['text/html', 0.7],
      ['image/jpeg', 0.5],
      ['text/html;level="2"', 0.4],
      ['text/plain', 0.3],
    ],
  )
})

test('a browser gets the page, a program gets JSON', async () => {
  const both = ['application/json', 'text/html']
  equal(await chosen('text/html,application/xml;q=0.9,*/*;q=0.8', ...both), 'text/html')
  equal(await chosen('*/*', ...both), 'application/json')
  equal(await chosen('', ...both), 'application/json')
  equal(await chosen('text/html;q=0, */*', ...both), 'application/json')
  equal(await chosen('TEXT/HTML', ...both), 'text/html')
})

test('a language range fits longer tags and the longest range decides', async () => {
  const variants = ['de-AT', 'en', 'en-GB'].map((language) => ({ name: language, language }))
  const pick = async (header: string) =>
    (await negotiate({ 'accept-language': header }, variants)).chosen
  equal(await pick('de'), 'de-AT')
  equal(await pick('en-gb, en;q=0.5'), 'en-GB')
  equal(await pick('de;q=0, *;q=0.1'), 'en')
  equal(await pick('d'), null)
})

test('encodings fall back to none unless that is excluded', async () => {
  const variants = [{ name: 'zip', encoding: 'gzip' }, { name: 'plain' }]
  const pick = async (header: string) => {
    const { status, chosen } = await negotiate({ 'accept-encoding': header }, variants)
    return [status, chosen]
  }
  equal(await pick('br'), [200, 'plain'])
  equal(await pick(''), [200, 'plain'])
  equal(await pick('x-gzip'), [200, 'zip'])
  equal(await pick('br, *;q=0'), [406, null])
  equal(await pick('identity;q=0, gzip;q=0.001'), [200, 'zip'])
})

test('qualities multiply and the answer names what it varies by', async () => {
  const body = await negotiate({ accept: 'text/html;q=0.5, text/plain', 'accept-language': 'fr' }, [
    { name: 'b', type: 'text/plain', language: 'fr', quality: 0.4 },
    { name: 'a', type: 'text/html', language: 'fr' },
    { name: 'c', type: 'text/html', language: 'en' },
  ])
  equal([body.chosen, body.ranking[0].q], ['a', 0.5])
  equal(body.ranking[2], { name: 'c', q: 0, because: 'accept-language' })
  equal(body.headers, {
    'Content-Type': 'text/html',
    'Content-Language': 'fr',
    Vary: 'Accept, Accept-Language',
  })
})

test('hostile headers and names are only text', async () => {
  const body = await negotiate({ __proto__: 'x', constructor: '<script>' }, [{ name: '"$&<b>' }])
  equal([body.chosen, body.headers], ['"$&<b>', {}])
})

test('bad input is refused with a hint', async () => {
  const good = [{ name: 'a' }]
  const cases: Json[] = [
    null,
    { variants: [] },
    { variants: good, headers: [] },
    { variants: [{ type: 'text/html' }] },
    { variants: [{ name: 'a', type: 'html' }] },
    { variants: [{ name: 'a', type: 'text/html\r\nX: y' }] },
    { variants: [{ name: 'a', language: 'e n' }] },
    { variants: [{ name: 'a', quality: 0 }] },
    { variants: good, headers: { accept: 'text/html;q=2' } },
    { variants: good, headers: { accept: 'html' } },
    { variants: good, headers: { 'accept-language': 'en_US' } },
    { variants: good, headers: { accept: 5 } },
    { variants: good, headers: { accept: 'a/b,'.repeat(1001) } },
  ]
  for (const body of cases) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400, JSON.stringify(body)?.slice(0, 80))
    ok(answer.body.hint)
  }
})
