const press = async (keys: string) => (await request({ method: 'POST', body: { keys } })).body
const shown = async (keys: string) => (await press(keys)).display

test('decimals are exact, and × goes before +', async () => {
  equal(await shown('0.1+0.2='), '0.3')
  equal(await shown('1+2*3-4/8='), '6.5')
  equal(await shown('9999999999999999+1='), '10000000000000000')
  equal(await shown('1/3='), '0.333333333333')
  equal(await shown('2/3='), '0.666666666667')
  equal(await shown('1-3='), '−2')
})

test('per cent works as shops use it', async () => {
  equal(await shown('200+10%='), '220')
  equal(await shown('200-12.5%='), '175')
  equal(await shown('200*10%='), '20')
  equal(await shown('50%'), '0.5')
})

test('the tape, a sign again, and going on from a result', async () => {
  equal(await press('5*+2=*3='), {
    display: '21',
    pending: '',
    memory: '0',
    tape: ['5 + 2 = 7', '7 × 3 = 21'],
  })
  equal((await press('5+2*')).pending, '5 + 2 ×')
  equal(await shown('5+2=8'), '8')
})

test('signs, roots, memory and corrections', async () => {
  equal(await shown('2√'), '1.414213562373')
  equal(await shown('0.25√'), '0.5')
  equal(await shown('14.4√'), '3.794733192202')
  equal(await shown('0√'), '0')
  equal(await shown('5±+8='), '3')
  equal(await shown('125<<'), '1')
  equal(await shown('12M+C5M+CMR'), '17')
  equal(await shown('1..5+00.50='), '2')
  equal(await shown('7+C'), '0')
})

test('what gives no number is refused at its key', async () => {
  for (const [keys, at] of [
    ['5/0=', 'key 4'],
    ['1+2±√', 'key 5'],
    ['9999999999999999*9999999999999999*9999999999999999=', 'key 51'],
  ] as const) {
    const { error, hint } = await press(keys)
    ok(error.startsWith(at), error)
    match(hint, /200\+10%=/)
  }
})

test('the page starts after the keys of the query', async () => {
  const { status, headers, body } = await request({ method: 'GET', query: { keys: '12*' } })
  equal([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  ok(body.includes('"state":{"chain":["12","×"],"entry":"","memory":"0","tape":[],"isDone":false}'))
})

test('keys that it does not have are refused', async () => {
  const cases: Json[] = [null, [], {}, { keys: 5 }, { keys: '1'.repeat(301) }]
  for (const keys of ['2^3', 'sin', '<script>', '"$&"', '__proto__', '(1)']) cases.push({ keys })
  for (const body of cases)
    equal((await request({ method: 'POST', body })).status, 400, JSON.stringify(body)?.slice(0, 40))
  equal((await request({ method: 'GET', query: { keys: '</script>' } })).status, 400)
})
