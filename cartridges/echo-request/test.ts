test('everything of a call comes back as JSON', async () => {
  const { body } = await request({
    method: 'PUT',
    path: '/users/a%2Fb/',
    query: { q: 'x y', as: 'json' },
    headers: { accept: 'text/html' },
    body: { name: 'Zoë' },
  })
  equal(body, {
    method: 'PUT',
    path: '/users/a%2Fb/',
    segments: ['users', 'a/b'],
    query: { q: 'x y' },
    headers: { accept: 'text/html', 'content-type': 'application/json' },
    body: { name: 'Zoë' },
    bytes: 15,
    target: '/users/a%2Fb/?q=x%20y',
  })
})

test('a curl line sends the same again and a quote does not end it', async () => {
  const { body } = await request({
    method: 'POST',
    path: '/it',
    query: { as: 'curl', base: 'https://api.example.org', q: "'; rm -rf $HOME #" },
    body: "it's `id` $(id)",
  })
  equal(
    body,
    "curl --request POST 'https://api.example.org/it?q=%27%3B%20rm%20-rf%20%24HOME%20%23' \\\n" +
      "  --header 'content-type: text/plain' \\\n" +
      "  --data-binary 'it'\\''s `id` $(id)'\n",
  )
})

test('a fetch call holds string literals only', async () => {
  const { body } = await request({
    method: 'POST',
    query: { as: 'fetch' },
    headers: { 'user-agent': '"+x+"' },
    body: '</script>"\\\u2028',
  })
  equal(
    body,
    'const response = await fetch("http://localhost/", {\n' +
      "  method: 'POST',\n" +
      '  headers: [\n    ["content-type", "text/plain"],\n    ["user-agent", "\\"+x+\\""],\n  ],\n' +
      '  body: "\\u003c/script>\\"\\\\\\u2028",\n})\n',
  )
})

test('the HTTP message counts bytes and its lines cannot be broken', async () => {
  const { body } = await request({
    method: 'POST',
    path: '/a b\r\nX: y',
    query: { as: 'http', base: 'http://h:8080' },
    headers: { accept: 'a\r\nEvil: 1' },
    body: '😀',
  })
  equal(
    body,
    'POST /a%20b%0D%0AX:%20y HTTP/1.1\r\nHost: h:8080\r\ncontent-type: text/plain\r\nContent-Length: 4\r\n\r\n😀',
  )
})

test('a call without a body has none', async () => {
  const { body } = await request({ method: 'DELETE', path: '/1', query: { as: 'curl' } })
  equal(body, "curl --request DELETE 'http://localhost/1'\n")
  equal((await request({ path: '/' })).body.bytes, 0)
})

test('hostile names stay names', async () => {
  const { body } = await request({
    query: JSON.parse('{"constructor": "1", "<script>": "$&"}'),
    body: JSON.parse('{"constructor": {"__proto__": 2}}'),
    method: 'POST',
  })
  equal(body.target, '/?constructor=1&%3Cscript%3E=%24%26')
  equal(JSON.stringify(body.body), '{"constructor":{"__proto__":2}}')
})

test('what cannot be shown is refused with a hint', async () => {
  const cases: [string, { [name: string]: string }][] = [
    ['/', { as: 'python' }],
    ['/', { as: 'constructor' }],
    ['/', { base: 'ftp://a' }],
    ['/', { base: "http://a'; id" }],
    ['/', { base: 'http://a/path' }],
    ['/%zz', {}],
  ]
  for (const [path, query] of cases) {
    const answer = await request({ path, query })
    equal(answer.status, 400, JSON.stringify([path, query]))
    ok(answer.body.hint)
  }
})
