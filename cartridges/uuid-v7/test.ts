const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const batch = async (count: number): Promise<string[]> => {
  const answer = await request({ method: 'GET', query: { count: String(count) } })
  equal(answer.status, 200)
  return answer.body.uuids
}

const millisecondsOf = (uuid: string) => Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16)

test('one call without a count gives one UUID', async () => {
  const answer = await request({ method: 'GET' })
  equal(answer.body.uuids.length, 1)
  match(answer.body.uuids[0], pattern)
})

test('every UUID of a full batch has version 7 and the RFC variant', async () => {
  const uuids = await batch(100)
  equal(uuids.length, 100)
  for (const uuid of uuids) match(uuid, pattern)
})

test('a batch rises strictly when sorted as text', async () => {
  for (let round = 0; round < 20; round++) {
    const uuids = await batch(100)
    equal([...uuids].sort(), uuids)
    equal(new Set(uuids).size, uuids.length)
  }
})

test('the time is a plausible instant and never goes back between calls', async () => {
  const [first = ''] = await batch(1)
  const [second = ''] = await batch(1)
  ok(millisecondsOf(first) > Date.UTC(2025, 0, 1), 'after 2025')
  ok(millisecondsOf(first) < Date.UTC(2200, 0, 1), 'before 2200')
  ok(millisecondsOf(second) >= millisecondsOf(first))
})

test('the random tails differ from each other', async () => {
  const tails = (await batch(100)).map((uuid) => uuid.slice(19))
  equal(new Set(tails).size, 100)
})

test('all variant digits occur, so those bits are random and not fixed', async () => {
  const digits = new Set((await batch(100)).map((uuid) => uuid.charAt(19)))
  equal([...digits].sort(), ['8', '9', 'a', 'b'])
})

test('the count may come in a body', async () => {
  const answer = await request({ method: 'POST', body: { count: 3 } })
  equal(answer.body.uuids.length, 3)
})

test('inspect reads the RFC 9562 test vector', async () => {
  const uuid = '017F22E2-79B0-7CC3-98C4-DC0C0C07398F'
  const answer = await request({ method: 'GET', path: '/inspect', query: { uuid } })
  equal(answer.body, {
    uuid: uuid.toLowerCase(),
    version: 7,
    milliseconds: 1645557742000,
    time: '2022-02-22T19:22:22.000Z',
  })
})

test('inspect reads what the generator wrote, also as a URN', async () => {
  const [uuid = ''] = await batch(1)
  const answer = await request({
    method: 'GET',
    path: '/inspect',
    query: { uuid: `urn:uuid:${uuid}` },
  })
  equal(answer.body.milliseconds, millisecondsOf(uuid))
})

test('inspect refuses other versions and text that is no UUID', async () => {
  for (const uuid of [
    '',
    'x',
    'f81d4fae-7dec-41d0-a765-00a0c91e6bf6',
    '017f22e279b07cc398c4dc0c0c07398f',
  ]) {
    const answer = await request({ method: 'GET', path: '/inspect', query: { uuid } })
    equal(answer.status, 400)
    ok(answer.body.hint)
  }
})

test('a count out of range or not whole is refused', async () => {
  for (const count of ['0', '101', '-1', '1.5', 'x', '', '1e1']) {
    const answer = await request({ method: 'GET', query: { count } })
    equal(answer.status, 400, count)
    match(answer.body.error, /1 to 100/)
  }
  equal((await request({ method: 'POST', body: { count: null } })).status, 400)
})

test('another path is not found', async () => {
  equal((await request({ method: 'GET', path: '/v4' })).status, 404)
})
