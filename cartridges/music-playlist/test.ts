const track = (artist: string, title: string, seconds = 100) => ({ artist, title, seconds })
const list = (tracks: Json, more: { [name: string]: Json } = {}) =>
  request({ method: 'POST', body: { tracks, ...more } })
type Row = { artist: string; title: string; startsAt: string }
const artists = (rows: Row[]) => rows.map(({ artist }) => artist).join('')

test('no artist comes twice in a row where that can be', async () => {
  const tracks = [...'AAAABBCD'].map((artist, i) => track(artist, String(i)))
  for (let seed = 0; seed < 40; seed++) {
    const order = artists((await list(tracks, { seed })).body.tracks)
    equal([...order].sort().join(''), 'AAAABBCD')
    ok(!/(.)\1/.test(order), `${seed}: ${order}`)
  }
})

test('the same seed gives the same order and another one another', async () => {
  const tracks = [...'ABCDEFGH'].map((artist) => track(artist, 'x'))
  const orders = []
  for (const seed of [5, 5, 6]) orders.push(artists((await list(tracks, { seed })).body.tracks))
  equal(orders[0], orders[1])
  ok(orders[1] !== orders[2])
})

test('one artist alone is still played', async () => {
  equal((await list([track('A', '1'), track('A', '2')])).body.tracks.length, 2)
})

test('a playlist fits into its length', async () => {
  const { body } = await list([track('A', '1', 300), track('B', '2', 300), track('C', '3', 50)], {
    fit: 360,
  })
  equal([body.seconds, body.left, body.tracks.length], [350, 1, 2])
})

test('starts are told as a clock', async () => {
  const { tracks } = (await list([track('A', '1', 3661), track('B', '2', 3661)])).body
  equal(
    tracks.map((row: Row) => row.startsAt),
    ['0:00:00', '1:01:01'],
  )
})

test('no text adds lines or directives to the file', async () => {
  equal((await list([track('A\n#EXTINF:1', 'x')])).status, 400)
  const { m3u } = (await list([{ ...track('<b>$&', '__proto__'), url: '#EXT-X-END' }])).body
  equal(m3u, '#EXTM3U\n#EXTINF:100,<b>$& - __proto__\n./#EXT-X-END\n')
})

test('tracks and wishes that cannot be are refused', async () => {
  for (const item of [null, 'a', track('', 'x'), track('A', 'x', 0), track('A', 'x', 1.5)])
    equal((await list([item])).status, 400, JSON.stringify(item))
  for (const more of [{ seed: -1 }, { seed: '1' }, { fit: 0 }] as { [name: string]: Json }[])
    equal((await list([track('A', 'x')], more)).status, 400)
})
