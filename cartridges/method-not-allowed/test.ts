const ask = async (method: string, supported: string) => {
  const answer = await request({ query: { method, supported } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

test('a method of the resource is handled, a registered one of its own too', async () => {
  equal((await ask('POST', 'GET, POST')).handleAs, 'POST')
  equal((await ask('PURGE', 'GET,PURGE')).status, null)
})

test('405 always says what would be allowed', async () => {
  const body = await ask('PATCH', 'PUT,GET,GET')
  equal([body.status, body.headers], [405, { Allow: 'GET, HEAD, OPTIONS, PUT' }])
})

test('HEAD follows from GET and from nothing else', async () => {
  equal((await ask('HEAD', 'GET')).handleAs, 'GET')
  equal((await ask('HEAD', 'POST')).status, 405)
})

test('OPTIONS is answered without a handler and given to one that is there', async () => {
  equal((await ask('OPTIONS', 'POST')).headers, { Allow: 'OPTIONS, POST' })
  equal((await ask('OPTIONS', 'OPTIONS,POST')).handleAs, 'OPTIONS')
})

test('what no server knows is 501, and the wrong case is explained', async () => {
  equal((await ask('BREW', 'GET')).status, 501)
  match((await ask('get', 'GET')).reason, /GET was meant/)
})

test('safe and idempotent are told apart', async () => {
  const nature = async (method: string) => {
    const { safe, idempotent } = await ask(method, 'GET')
    return [safe, idempotent]
  }
  equal(await nature('GET'), [true, true])
  equal(await nature('DELETE'), [false, true])
  equal(await nature('POST'), [false, false])
  equal(await nature('constructor'), [null, null])
})

test('bad and hostile input is refused with a hint', async () => {
  const cases: { [name: string]: string }[] = [
    {},
    { method: 'GET' },
    { method: '', supported: 'GET' },
    { method: '<script>', supported: 'GET' },
    { method: 'X'.repeat(21), supported: 'GET' },
    { method: 'GET', supported: 'GET\r\nSet-Cookie: a' },
    { method: 'GET', supported: 'GET,,"POST"' },
    { method: 'GET', supported: 'A,'.repeat(101) },
  ]
  for (const query of cases) {
    const answer = await request({ query })
    equal(answer.status, 400, JSON.stringify(query).slice(0, 60))
    match(answer.body.hint, /supported=/)
  }
  equal((await request({ method: 'POST', body: { method: 7, supported: [] } })).status, 400)
})
