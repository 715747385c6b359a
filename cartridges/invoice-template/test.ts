const base = {
  number: '1',
  date: '2026-11-20',
  currency: 'EUR',
  seller: { name: 'S' },
  buyer: { name: 'B' },
}
const invoice = (lines: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { ...base, lines, ...more } })
const line = (quantity: string, unitPrice: string, taxRate = '0') => ({
  description: 'x',
  quantity,
  unitPrice,
  taxRate,
})

test('tax is taken from the sum of a rate and not line by line', async () => {
  const { body } = await invoice([
    line('1', '0.03', '19'),
    line('1', '0.03', '19'),
    line('1', '0.03', '19'),
  ])
  equal(
    [body.net, body.taxes, body.total],
    ['0.09', [{ rate: '19', net: '0.09', tax: '0.02' }], '0.11'],
  )
})

test('halves are rounded away from zero, credits too', async () => {
  equal((await invoice([line('0.5', '0.01')])).body.total, '0.01')
  equal((await invoice([line('-0.5', '0.01')])).body.total, '-0.01')
  equal((await invoice([line('1', '0.10', '5')])).body.taxes[0].tax, '0.01')
})

test('cents are exact where floats are not', async () => {
  equal((await invoice([line('3', '0.10'), line('1', '1.10'), line('1', '2.20')])).body.net, '3.60')
  equal((await invoice(Array(200).fill(line('1', '999999999.99')))).body.total, '199999999998.00')
})

test('rates are listed from high to low and fractions are kept', async () => {
  const { body } = await invoice([
    line('1', '100', '2.5'),
    line('1', '100', '19'),
    line('1', '100'),
  ])
  equal(
    body.taxes.map((tax: { rate: string; tax: string }) => [tax.rate, tax.tax]),
    [
      ['19', '19.00'],
      ['2.5', '2.50'],
      ['0', '0.00'],
    ],
  )
})

test('what the parties write is text on the page', async () => {
  const { body } = await invoice(
    [{ ...line('1', '1'), description: '<img src=x onerror=a()> {{number}} $&' }],
    {
      seller: { name: '"Evil" & Sons', lines: ['<script>'] },
      note: "</table>'",
    },
  )
  ok(!/<img|<script/.test(body.html))
  ok(body.html.includes('&#60;img src=x onerror=a()&#62; {{number}} $&#38;'))
  ok(body.html.includes('<b>&#34;Evil&#34; &#38; Sons</b><br>&#60;script&#62;'))
})

test('the page shows the sums that are answered', async () => {
  const { body } = await invoice([line('2', '9.50', '19')], { due: '2026-12-20' })
  match(body.html, /<td>Net<\/td><td>19\.00<\/td>/)
  match(body.html, /<td>Tax 19 %<\/td><td>3\.61<\/td>/)
  match(body.html, /<th>Total EUR<\/th><th>22\.61<\/th>/)
  match(body.html, /Due by 2026-12-20/)
})

test('wrong amounts, days and parties are refused by name', async () => {
  const cases: [Json, { [key: string]: Json }, RegExp][] = [
    [[line('1', '1.005')], {}, /lines\[0\]\.unitPrice/],
    [[line('1', '1e9')], {}, /unitPrice/],
    [[{ description: 'x', quantity: 1, unitPrice: '1' }], {}, /quantity/],
    [[line('1', '1', '101')], {}, /taxRate/],
    [[], {}, /lines/],
    [[line('1', '1')], { date: '2026-02-30' }, /date/],
    [[line('1', '1')], { buyer: {} }, /buyer\.name/],
    [[line('1', '1')], { currency: 'euro' }, /currency/],
  ]
  for (const [lines, more, reason] of cases) {
    const answer = await invoice(lines, more)
    equal(answer.status, 400)
    match(answer.body.error, reason)
  }
})
