const format = async (text: string, more = {}) =>
  (await request({ method: 'POST', body: { text, ...more } })).body

test('formats with two spaces and counts what is in it', async () => {
  const { formatted, ...counts } = await format('{"b":[1,{"c":null}],"a":"x"}')
  equal(formatted, '{\n  "b": [\n    1,\n    {\n      "c": null\n    }\n  ],\n  "a": "x"\n}')
  equal(counts, {
    valid: true,
    repeated: [],
    objects: 2,
    arrays: 1,
    strings: 1,
    numbers: 1,
    literals: 1,
    depth: 3,
  })
})

test('numbers and texts stay as they were written', async () => {
  const text = '[12345678901234567890,1.0,-0,1E+2,"\\u00e9\\/",{},[]]'
  equal((await format(text, { indent: 0 })).formatted, text)
})

test('keys are sorted on every level, lists are not', async () => {
  const { formatted } = await format('{"b":1,"a":{"d":[2,1],"c":3}}', { indent: 0, sort: true })
  equal(formatted, '{"a":{"c":3,"d":[2,1]},"b":1}')
  equal((await format('[1]', { indent: 'tab' })).formatted, '[\n\t1\n]')
})

test('an error is told with its line and column', async () => {
  const cases: [string, string, number, number][] = [
    ['{"a": 1,\n "b" 2}', 'a colon is missing', 2, 6],
    ['[1, 2', 'a comma or ] is missing', 1, 6],
    ['[1,]', 'a value is missing', 1, 4],
    ["{'a': 1}", 'a key in double quotes is missing', 1, 2],
    ['{"a":1,}', 'a key in double quotes is missing', 1, 8],
    ['[1] 2', 'something follows the end', 1, 5],
    ['"a\nb"', 'a text is not closed, or holds what must be escaped', 1, 1],
    ['01', 'something follows the end', 1, 2],
    ['', 'the text ends too early', 1, 1],
    ['nul', 'a value is missing', 1, 1],
  ]
  for (const [text, error, line, column] of cases) {
    const { valid, source, ...told } = await format(text)
    equal([valid, told], [false, { error, line, column }], text)
  }
})

test('what it calls valid is what JSON.parse takes', async () => {
  for (const text of ['1', ' [] ', '{"":""}', '-1.5e-3', '"\\ud83d"', '[true,false]', '"\u2028"'])
    equal(JSON.parse((await format(text)).formatted), JSON.parse(text), text)
  for (const text of ['+1', '.5', '1.', '0x1', 'NaN', '"\\x"', '[1 2]', '{1:2}', '\ufeff1', '{]'])
    equal((await format(text)).valid, false, text)
})

test('keys given twice are told, hostile ones are only keys', async () => {
  const { repeated } = await format('{"a":1,\n"\\u0061":2,"__proto__":3,"<b>":4}')
  equal(repeated, ['a in line 2'])
})

test('deep brackets end in a message', async () => {
  equal((await format('['.repeat(20_000))).error, 'more than 60 levels of brackets')
  equal((await format('['.repeat(60) + ']'.repeat(60))).valid, true)
})

test('one long text is taken whole', async () => {
  equal((await format(JSON.stringify('x\\'.repeat(9000)))).strings, 1)
})

test('the page starts with the text of the query', async () => {
  const { status, headers, body } = await request({
    method: 'GET',
    query: { text: '["</script>$&"]' },
  })
  equal([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  ok(body.includes('"text":"[\\"\\u003c/script>$&\\"]","indent":"2"'))
  equal(body.split('</script>').length, 2)
})

test('what is no text or choice is refused', async () => {
  const cases: Json[] = [
    null,
    [],
    {},
    { text: { a: 1 } },
    { text: ' '.repeat(30_001) },
    { text: '1', indent: 3 },
    { text: '1', indent: '__proto__' },
    { text: '1', sort: 'yes' },
  ]
  for (const body of cases) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400)
    match(answer.body.hint, /"indent": 2/)
  }
  equal((await request({ method: 'GET', query: { text: ' '.repeat(8001) } })).status, 400)
})
