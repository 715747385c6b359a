const entry = {
  at: 1_700_000_000_000,
  remote: '203.0.113.9',
  method: 'GET',
  target: '/',
  status: 200,
}
const write = async (more: { [key: string]: Json }) => {
  const answer = await request({ method: 'POST', body: { ...entry, ...more } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

test('a combined line has the form every log reader knows', async () => {
  equal(
    (await write({ bytes: 5, referer: 'https://a.example/', agent: 'curl/8' })).line,
    '203.0.113.9 - - [14/Nov/2023:22:13:20 +0000] "GET / HTTP/1.1" 200 5 "https://a.example/" "curl/8"',
  )
})

test('no text breaks out of its line or its quotes', async () => {
  const agent = 'x"\n203.0.113.1 - - forged \u2028 \u001b[31m <script>'
  for (const format of ['combined', 'logfmt', 'json']) {
    const { line } = await write({ format, agent, target: '/\r\nforged' })
    ok(!['\r', '\n', '\u001b'].some((mark) => line.includes(mark)), format)
  }
  match((await write({ agent })).line, /"x\\"\\u000a203/)
})

test('secrets in the query and the referer are blotted out by name', async () => {
  const { line, redacted } = await write({
    target: '/a?page=2&api_key=k1&X-Amz-Signature=s1&%74oken=t1&keyboard=qwerty',
    referer: 'https://b.example/?password=p1',
  })
  ok(!/k1|s1|t1|p1/.test(line.replace('HTTP/1.1', '')), line)
  ok(line.includes('page=2') && line.includes('keyboard=qwerty'))
  equal(redacted, ['api_key', 'X-Amz-Signature', 'token', 'password'])
})

test('an anonymous line names the network and not the person', async () => {
  match((await write({ anonymous: true })).line, /^203\.0\.113\.0 /)
  match((await write({ anonymous: true, remote: '2001:db8:1:2::9' })).line, /^2001:db8:1:: /)
})

test('the level follows the status', async () => {
  for (const [status, level] of [
    [204, 'info'],
    [404, 'warn'],
    [503, 'error'],
  ])
    equal(JSON.parse((await write({ format: 'json', status: Number(status) })).line).level, level)
})

test('bad input is refused with a hint', async () => {
  for (const wrong of [
    { format: 'constructor' },
    { at: -1 },
    { remote: 'localhost' },
    { method: 'get' },
    { target: '' },
    { target: 'x'.repeat(2049) },
    { status: 99 },
    { bytes: 0.5 },
    { agent: 7 },
    { anonymous: 'yes' },
  ]) {
    const answer = await request({ method: 'POST', body: { ...entry, ...wrong } })
    equal(answer.status, 400, JSON.stringify(wrong).slice(0, 50))
    ok(answer.body.hint)
  }
})
