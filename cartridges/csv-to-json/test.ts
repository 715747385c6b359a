const convert = (csv: string, options: { [name: string]: Json } = {}) =>
  request({ method: 'POST', body: { csv, ...options } })

const rowsOf = async (csv: string, options: { [name: string]: Json } = {}) => {
  const answer = await convert(csv, options)
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.rows
}

test('the header names the fields of each row', async () => {
  const { body } = await convert('a,b\n1,2\n3,4\n')
  equal(body, {
    delimiter: ',',
    columns: ['a', 'b'],
    count: 2,
    rows: [
      { a: '1', b: '2' },
      { a: '3', b: '4' },
    ],
  })
})

test('quotes hide delimiters, line breaks and doubled quotes', async () => {
  equal(await rowsOf('a,b\r\n"x,y","line 1\r\nline ""2"""\r\n'), [
    { a: 'x,y', b: 'line 1\r\nline "2"' },
  ])
})

test('CRLF, LF and a lone CR all end a record', async () => {
  equal(await rowsOf('a\r\n1\n2\r3'), [{ a: '1' }, { a: '2' }, { a: '3' }])
})

test('a missing last line break and blank lines do not matter', async () => {
  equal(await rowsOf('a,b\n\n1,2\n\r\n3,4'), [
    { a: '1', b: '2' },
    { a: '3', b: '4' },
  ])
})

test('each common delimiter is found', async () => {
  for (const delimiter of [',', ';', '\t', '|']) {
    const csv = `a${delimiter}b${delimiter}c\n1${delimiter}2${delimiter}3`
    equal((await convert(csv)).body.delimiter, delimiter)
  }
})

test('commas in the text do not beat the true delimiter', async () => {
  const csv = 'name;price\n"Lamp, big";1,50\nRug;2,25\nBed, wide, soft;3,00'
  equal((await convert(csv)).body.delimiter, ';')
})

test('a given delimiter wins over the detected one', async () => {
  equal(await rowsOf('a,b;c\n1,2;3', { delimiter: 'semicolon' }), [{ 'a,b': '1,2', c: '3' }])
})

test('typed values keep what a number would change', async () => {
  const csv = 'v\n1\n-2.5\n1e3\n007\n9007199254740993\ntrue\nFALSE\n"5"\nNaN\n 1'
  const rows = await rowsOf(csv, { typed: true })
  equal(
    rows.map((row: { v: Json }) => row.v),
    [1, -2.5, 1000, '007', '9007199254740993', true, false, '5', 'NaN', ' 1'],
  )
})

test('an empty field is empty text, or null when typed, but a quoted one stays text', async () => {
  equal(await rowsOf('a,b\n,""'), [{ a: '', b: '' }])
  equal(await rowsOf('a,b\n,""', { typed: true }), [{ a: null, b: '' }])
})

test('a byte order mark is not part of the first name', async () => {
  equal(await rowsOf('\uFEFFa\n1'), [{ a: '1' }])
})

test('blank and repeated names are made distinct', async () => {
  equal((await convert('a,,a,a\n1,2,3,4')).body.columns, ['a', 'column_2', 'a_2', 'a_3'])
})

test('a column called __proto__ is ordinary data', async () => {
  const [row] = await rowsOf('__proto__,b\nx,y')
  equal(Object.keys(row), ['__proto__', 'b'])
})

test('without a header rows are arrays', async () => {
  equal(await rowsOf('1,2\n3,4', { header: false }), [
    ['1', '2'],
    ['3', '4'],
  ])
})

test('plain text bodies take their options from the query', async () => {
  const answer = await request({ method: 'POST', query: { typed: 'true' }, body: 'a\n1' })
  equal(answer.body.rows, [{ a: 1 }])
})

test('a header alone, and nothing at all, are zero rows', async () => {
  equal(await rowsOf('a,b'), [])
  equal((await convert('')).body, { delimiter: ',', columns: [], count: 0, rows: [] })
})

test('a ragged row is refused by line, counting lines inside quotes', async () => {
  const answer = await convert('a,b\n"x\ny",2\n3')
  equal(answer.status, 400)
  match(answer.body.error, /line 4 has 1 fields where 2/)
})

test('ragged=pad fills short rows and still refuses long ones', async () => {
  equal(await rowsOf('a,b\n1', { ragged: 'pad' }), [{ a: '1', b: null }])
  equal((await convert('a,b\n1,2,3', { ragged: 'pad' })).status, 400)
  equal(await rowsOf('1\n2,3', { ragged: 'pad', header: false }), [
    ['1', null],
    ['2', '3'],
  ])
})

test('broken quoting is refused by line', async () => {
  const open = await convert('a\n"x')
  equal(open.status, 400)
  match(open.body.error, /line 2 is never closed/)
  const after = await convert('a\n"x"y')
  equal(after.status, 400)
  match(after.body.error, /after a closing quote/)
})

test('wrong options and a missing body are refused with a hint', async () => {
  for (const options of [{ delimiter: 'ab' }, { header: 'maybe' }, { ragged: 'drop' }]) {
    const answer = await convert('a\n1', options)
    equal(answer.status, 400)
    ok(answer.body.hint)
  }
  equal((await request({ method: 'POST', body: null })).status, 400)
  equal((await request({ method: 'POST', body: { csv: 5 } })).status, 400)
})
