const send = (body: Json, type?: string) =>
  request({ method: 'POST', body, ...(type === undefined ? {} : { query: { type } }) })
const form = 'application/x-www-form-urlencoded'

test('form fields come decoded, in order, and all values of a name', async () => {
  const { body } = await send('a=1&b=x+y%21&a=2&c&=z&', form)
  equal(body.fields, [
    { name: 'a', values: ['1', '2'] },
    { name: 'b', values: ['x y!'] },
    { name: 'c', values: [''] },
    { name: '', values: ['z'] },
  ])
})

test('multipart parts are told with name, file name, type and size', async () => {
  const text = [
    'preamble',
    '--x',
    'Content-Disposition: form-data; name="note"',
    '',
    'two',
    'lines',
    '--x',
    'content-disposition: form-data; name="file"; filename="a.bin"',
    'Content-Type: application/octet-stream',
    '',
    'ß',
    '--x--',
    'epilogue',
  ].join('\r\n')
  for (const body of [text, text.replaceAll('\r\n', '\n')]) {
    const answer = await send(body, 'multipart/form-data; boundary="x"')
    equal(answer.body.parts, [
      { name: 'note', filename: null, type: 'text/plain', bytes: 10, text: 'two\r\nlines' },
      { name: 'file', filename: 'a.bin', type: 'application/octet-stream', bytes: 2, text: 'ß' },
    ])
  }
})

test('text is told by its lines', async () => {
  const { body } = await send('\ufeffone \r\ntwo\nthr😀e\r')
  equal([body.type, body.bytes, body.lines, body.longest], ['text/plain', 22, 3, 5])
  equal(body.ends, { crlf: 1, lf: 1, cr: 1 })
  equal([body.endsWithBreak, body.trailingSpace, body.control, body.mark], [true, 1, 0, true])
  equal((await send('a\u0000b')).body.control, 1)
})

test('JSON is taken as a value or as text, and NDJSON line by line', async () => {
  equal((await send({ a: [1] })).body.value, { a: [1] })
  equal((await send('[1, 2]', 'application/geo+json; charset=utf-8')).body.value, [1, 2])
  equal((await send('[1,2]', 'application/json')).body.bytes, 5)
  const { body } = await send('{"a":1}\n\n{a}\r\n2\n', 'application/x-ndjson')
  equal([body.rows, body.broken], [2, [3]])
})

test('the content type of the call counts where the query names none', async () => {
  const headers = { 'content-type': `${form}; charset=UTF-8` }
  const { body } = await request({ method: 'POST', headers, body: 'a=b' })
  equal([body.kind, body.parameters], ['form', { charset: 'UTF-8' }])
})

test('hostile names are only names', async () => {
  const { body } = await send('__proto__=1&%3Cscript%3E=%24%26&constructor', form)
  equal(
    body.fields.map(({ name }: { name: string }) => name),
    ['__proto__', '<script>', 'constructor'],
  )
  const boundary = await send('--ab\n\nx\n--ab--', 'multipart/form-data; boundary="(.*)"')
  equal(boundary.status, 400)
  equal((await send('x', 'text/plain; a="\\"b"')).body.parameters, { a: '"b' })
})

test('what cannot be read is refused with a hint', async () => {
  const cases: [Json, string | undefined][] = [
    [null, undefined],
    ['a=%zz', form],
    [{ a: 1 }, form],
    ['{', 'application/json'],
    ['x', 'text'],
    ['x', 'text/plain; a'],
    ['x', ''],
    ['--x\r\n\r\na', 'multipart/form-data; boundary=x'],
    ['--x\r\na\r\n--x--', 'multipart/form-data; boundary=x'],
    ['x', 'multipart/form-data'],
    ['x', `multipart/form-data; boundary=${'x'.repeat(71)}`],
  ]
  for (const [body, type] of cases) {
    const answer = await send(body, type)
    equal(answer.status, 400, JSON.stringify([body, type]))
    ok(answer.body.hint)
  }
})
