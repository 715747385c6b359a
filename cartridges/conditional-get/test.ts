const day = 'Fri, 20 Nov 2026 10:00:00 GMT'
const later = 'Fri, 20 Nov 2026 10:00:01 GMT'
const ask = (headers: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { etag: '"v7"', lastModified: day, headers, ...more } })
const status = async (headers: Json, more: { [key: string]: Json } = {}) =>
  (await ask(headers, more)).body.status

test('a reader who has it gets 304, and a writer 412', async () => {
  equal(await status({ 'If-None-Match': '"v6", W/"v7"' }), 304)
  equal(await status({ 'If-None-Match': '"v6"' }), 200)
  equal(await status({ 'If-None-Match': '*' }, { method: 'PUT' }), 412)
  equal(
    await status({ 'if-none-match': '*' }, { method: 'PUT', etag: null, lastModified: null }),
    200,
  )
})

test('writing needs a strong tag', async () => {
  equal(await status({ 'if-match': '"v7"' }, { method: 'PUT' }), 200)
  equal(await status({ 'if-match': 'W/"v7"' }, { method: 'PUT' }), 412)
  equal(await status({ 'if-match': '"v7"' }, { method: 'PUT', etag: 'W/"v7"' }), 412)
})

test('dates count to the second, and only where no tag does', async () => {
  equal(await status({ 'if-modified-since': day }), 304)
  equal(await status({ 'if-modified-since': day }, { lastModified: later }), 200)
  equal(await status({ 'if-modified-since': later, 'if-none-match': '"v6"' }), 200)
  equal(await status({ 'if-unmodified-since': day }, { lastModified: later, method: 'PUT' }), 412)
  equal(await status({ 'if-modified-since': 'yesterday' }), 200)
})

test('a comma within a tag does not end it', async () => {
  equal(await status({ 'if-none-match': '"a", "b,c"' }, { etag: '"b,c"' }), 304)
})

test('hostile headers are only headers', async () => {
  equal(await status({ constructor: '<script>"$&', toString: 'x' }), 200)
  equal((await ask({ 'if-none-match': '"a"\r\nX: y' })).status, 400)
})

test('bad input is refused with a hint', async () => {
  for (const more of [
    { etag: 'v7' },
    { etag: '"a", "b"' },
    { etag: '*' },
    { etag: 5 },
    { lastModified: '2026-11-20' },
    { method: 'get' },
    { headers: [] },
    { headers: { 'if-match': 'v7' } },
    { headers: { 'if-none-match': '"a",' } },
    { headers: { accept: 5 } },
  ]) {
    const answer = await ask({}, more)
    equal(answer.status, 400, JSON.stringify(more))
    ok(answer.body.hint)
  }
})
