const check = async (value: string, kind = 'auto') => {
  const answer = await request({ method: 'GET', query: { value, kind } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

const status = async (value: Json, kind: Json = 'auto') =>
  (await request({ method: 'POST', body: { value, kind } })).status

test('the published test cards have their brands', async () => {
  const cards: [string, string][] = [
    ['4111 1111 1111 1111', 'Visa'],
    ['4222222222222', 'Visa'],
    ['5555-5555-5555-4444', 'Mastercard'],
    ['2223003122003222', 'Mastercard'],
    ['378282246310005', 'American Express'],
    ['6011111111111117', 'Discover'],
    ['3530111333300000', 'JCB'],
    ['30569309025904', 'Diners Club'],
    ['6200000000000005', 'UnionPay'],
  ]
  for (const [value, brand] of cards) {
    const body = await check(value)
    equal([body.kind, body.valid, body.brand], ['card', true, brand], value)
  }
})

test('one wrong digit of a card is caught', async () => {
  for (let digit = 0; digit < 10; digit++)
    equal((await check(`411111111111111${digit}`)).valid, digit === 1)
})

test('the answer never repeats a whole card number', async () => {
  const body = await check('4111111111111111')
  equal(body.masked, '************1111')
  ok(!JSON.stringify(body).includes('41111111'))
})

test('a right sum at a wrong length is not a valid card', async () => {
  const body = await check('41111111111116', 'card')
  equal(body.valid, false)
  match(body.problem, /14 digits do not fit Visa/)
})

test('a number of no known brand may still have a right check digit', async () => {
  const body = await check('9999999999999995')
  equal([body.valid, body.brand], [true, null])
})

test('plain Luhn tells the expected digit', async () => {
  equal(await check('79927398713', 'luhn'), {
    kind: 'luhn',
    valid: true,
    expectedCheckDigit: '3',
    problem: null,
  })
  equal((await check('79927398710', 'luhn')).expectedCheckDigit, '3')
})

test('IBANs of the registry are valid', async () => {
  const ibans = [
    'GB29 NWBK 6016 1331 9268 19',
    'de89370400440532013000',
    'FR1420041010050500013M02606',
    'NO9386011117947',
    'MT84MALT011000012345MTLCAST001S',
  ]
  for (const value of ibans) {
    const body = await check(value)
    equal([body.kind, body.valid], ['iban', true], value)
  }
})

test('an IBAN with swapped digits, a wrong length or a wrong country is not valid', async () => {
  match((await check('DE89370400440532010300')).problem, /check digits/)
  match((await check('DE8937040044053201300')).problem, /22 characters, not 21/)
  match((await check('ZZ89370400440532013000')).problem, /ZZ is not a country/)
})

test('an IBAN comes back in groups of four', async () => {
  equal((await check('NO9386011117947')).formatted, 'NO93 8601 1117 947')
})

test('ISBN-10 and ISBN-13 convert into each other', async () => {
  const short = await check('0-306-40615-2')
  const long = await check('978-0-306-40615-7')
  for (const body of [short, long])
    equal([body.valid, body.isbn10, body.isbn13], [true, '0306406152', '9780306406157'])
})

test('an ISBN-10 may end in X', async () => {
  equal((await check('080442957x')).valid, true)
  equal((await check('0804429571')).valid, false)
})

test('a 979 book has no ISBN-10', async () => {
  const body = await check('9791034304004', 'isbn')
  equal([body.valid, body.isbn10], [true, null])
})

test('thirteen digits that start otherwise are no book', async () => {
  const body = await check('4006381333931', 'isbn')
  equal(body.valid, false)
  match(body.problem, /978 or 979/)
})

test('a number, an unknown kind and text of no shape are refused', async () => {
  equal(await status(4111111111111111), 400)
  equal(await status('4111111111111111', 'passport'), 400)
  equal(await status('hello'), 400)
  equal(await status(''), 400)
  equal(await status('12X4', 'card'), 400)
  equal(await status('1', 'luhn'), 400)
  equal((await request({ method: 'GET' })).status, 400)
})

test('a kind named like an object member is refused', async () => {
  equal(await status('4111111111111111', 'constructor'), 400)
  equal(await status('4111111111111111', '__proto__'), 400)
})
