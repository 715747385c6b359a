const paste = (body: Json) => request({ method: 'POST', body })
const read = (id: string, query = {}) => request({ path: `/${id}`, query })

test('two pastes do not mix', async () => {
  const a = (await paste({ text: 'one\ntwo', language: 'ts' })).body
  const b = (await paste('plain')).body
  ok(a.id !== b.id)
  equal((await read(a.id)).body, { text: 'one\ntwo', language: 'ts', lines: 2, burnt: false })
  equal((await read(b.id)).body.text, 'plain')
  equal((await read(a.id)).status, 200)
})

test('what burns is read once', async () => {
  const { id } = (await paste({ text: 'secret', burn: true })).body
  equal((await read(id)).body.burnt, true)
  equal((await read(id)).status, 404)
})

test('what expired is gone', async () => {
  const { id } = (await paste({ text: 'short', minutes: 0.0001 })).body
  let status = 200
  for (let i = 0; i < 500 && status === 200; i++) status = (await read(id)).status
  equal(status, 404)
})

test('raw text is plain, so markup in it stays text', async () => {
  const text = '<script>"$&"</script>'
  const { id } = (await paste({ text })).body
  const answer = await read(id, { raw: '' })
  equal([answer.headers['content-type'], answer.body], ['text/plain; charset=utf-8', text])
})

test('DELETE answers the text a last time', async () => {
  const { id } = (await paste({ text: 'x' })).body
  equal((await request({ method: 'DELETE', path: `/${id}` })).body.text, 'x')
  equal((await read(id)).status, 404)
})

test('wrong fields and addresses are refused', async () => {
  for (const body of [
    {},
    { text: '' },
    { text: 'x'.repeat(20_001) },
    { text: 'x', minutes: 0 },
    { text: 'x', minutes: 1e9 },
    { text: 'x', burn: 1 },
    { text: 'x', language: '"><script>' },
    [1],
  ])
    equal((await paste(body)).status, 400, JSON.stringify(body).slice(0, 60))
  for (const id of ['', 'short', '__proto__', '../../etc/passwd'])
    equal((await read(id)).status, 400)
})
