const csv = (rows: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { rows, ...more } })

test('rows become lines that end in CRLF, under the names of all columns', async () => {
  const { headers, body } = await csv(
    [
      { a: 1, b: 'x' },
      { b: null, c: true },
    ],
    { filename: 'my data.csv' },
  )
  equal(body, 'a,b,c\r\n1,x,\r\n,,true\r\n')
  equal(headers['content-type'], 'text/csv; charset=utf-8')
  equal(headers['content-disposition'], 'attachment; filename="my data.csv"')
})

test('quotes, delimiters, line breaks and outer spaces are quoted', async () => {
  equal(
    (await csv([{ a: 'say "hi"', b: 'x;y', c: 'x\ny', d: ' z' }], { delimiter: ';' })).body,
    'a;b;c;d\r\n"say ""hi""";"x;y";"x\ny";" z"\r\n',
  )
})

test('nested objects become dotted columns and lists become JSON', async () => {
  equal(
    (await csv([{ a: { b: { c: 1 } }, d: [1, 'x'], e: {} }])).body,
    'a.b.c,d,e\r\n1,"[1,""x""]",{}\r\n',
  )
})

test('formulas are disarmed, numbers are not, and formulas may be asked for', async () => {
  const rows = [{ a: '=HYPERLINK("http://evil")', b: '-5', c: '@x', d: -5, e: '+1+1' }]
  equal(
    (await csv(rows)).body.split('\r\n')[1],
    '"\'=HYPERLINK(""http://evil"")",-5,\'@x,-5,\'+1+1',
  )
  ok((await csv(rows, { formulas: true })).body.includes(',@x,'))
  match((await csv([{ '=1+1': 1 }])).body, /^'=1\+1\r\n/)
})

test('columns are chosen and ordered, and a byte order mark may come first', async () => {
  equal(
    (await csv([{ a: 1, b: 2 }], { columns: ['b', 'a'], bom: true })).body,
    '\ufeffb,a\r\n2,1\r\n',
  )
})

test('the key __proto__ is a column like others', async () => {
  const rows = JSON.parse('[{"__proto__": 1, "constructor": 2}]')
  equal((await csv(rows)).body, '__proto__,constructor\r\n1,2\r\n')
})

test('what makes no file is refused', async () => {
  const cases: [Json, { [key: string]: Json }, RegExp][] = [
    ['x', {}, /rows/],
    [[1], {}, /rows\[0\]/],
    [[], {}, /columns/],
    [[{ a: 1 }], { columns: ['z'] }, /"z"/],
    [[{ a: 1 }], { delimiter: '::' }, /delimiter/],
    [[{ a: 1 }], { filename: '../x"\r\nSet-Cookie: a' }, /filename/],
    [[{ a: 1 }], { bom: 1 }, /bom/],
  ]
  for (const [rows, more, reason] of cases) {
    const answer = await csv(rows, more)
    equal(answer.status, 400)
    match(answer.body.error, reason)
  }
})
