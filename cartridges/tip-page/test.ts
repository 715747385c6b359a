const tip = (body: Json) => request({ method: 'POST', body })

test('the shares add up to the total, cents and all', async () => {
  equal((await tip({ bill: '100.00', percent: '0', people: 3 })).body, {
    tip: '0.00',
    total: '100.00',
    shares: ['33.34', '33.33', '33.33'],
  })
})

test('half a cent of tip is a cent', async () => {
  equal((await tip({ bill: '0.10', percent: '5' })).body.tip, '0.01')
  equal((await tip({ bill: '0.09', percent: '5' })).body.tip, '0.00')
  equal((await tip({ bill: '1.10', percent: '12.5' })).body.total, '1.24')
})

test('rounding up lifts the tip and leaves a whole total alone', async () => {
  equal((await tip({ bill: '48.50', percent: '15', rounding: 'total' })).body, {
    tip: '7.50',
    total: '56.00',
    shares: ['56.00'],
  })
  equal((await tip({ bill: '50', percent: '0', rounding: 'total' })).body.total, '50.00')
})

test('large bills stay exact', async () => {
  equal((await tip({ bill: '9999999.99', percent: '100' })).body.total, '19999999.98')
})

test('the page starts with what the query says', async () => {
  const { status, body } = await request({ method: 'GET', query: { percent: '18', people: '4' } })
  equal(status, 200)
  ok(body.includes('"percent":"18","people":"4"'))
})

test('what is no bill is refused', async () => {
  const cases: Json[] = [
    null,
    [],
    {},
    { bill: '0' },
    { bill: '-5' },
    { bill: '1.005' },
    { bill: '1e5' },
    { bill: '12345678' },
    { bill: '1', percent: '101' },
    { bill: '1', percent: '<b>' },
    { bill: '1', people: 0 },
    { bill: '1', people: 51 },
    { bill: '1', people: 1.5 },
    { bill: '1', rounding: '__proto__' },
  ]
  for (const body of cases) {
    const answer = await tip(body)
    equal(answer.status, 400, JSON.stringify(body))
    match(answer.body.hint, /"bill"/)
  }
})

test('hostile text in the query never reaches the page', async () => {
  for (const percent of ['</script><script>a()', "'$&", 'x'.repeat(5000)])
    equal((await request({ method: 'GET', query: { percent } })).status, 400)
})
