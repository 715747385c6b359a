const contact = (more: { [key: string]: Json }) =>
  request({ method: 'POST', body: { name: 'Lamp Ltd', ...more } })

test('numbers are written for dialling and addresses for mailing', async () => {
  const { headers, body } = await contact({ phone: '+49 (30) 12-34.56', email: 'hi@example.org' })
  equal(headers['content-type'], 'text/html; charset=utf-8')
  match(body, /<a href="tel:\+4930123456">/)
  match(body, /<a href="mailto:hi@example\.org">hi@example\.org<\/a>/)
})

test('neighbouring days with the same hours share a line', async () => {
  const { body } = await contact({
    hours: { mon: '09:00-12:00, 13:00-17:00', tue: '09:00-12:00,13:00-17:00', thu: '09:00-12:00' },
  })
  equal(
    [...body.matchAll(/<th>(.*?)<\/th><td>(.*?)<\/td>/g)].map(
      (found) => `${found[1]}: ${found[2]}`,
    ),
    [
      'mon to tue: 09:00-12:00, 13:00-17:00',
      'wed: closed',
      'thu: 09:00-12:00',
      'fri to sun: closed',
    ],
  )
})

test('a vCard escapes what has a meaning and folds long lines', async () => {
  const { headers, body } = await contact({
    name: `Lamp; Light, & Co ${'x'.repeat(100)}`,
    address: ['A, B', 'C'],
    format: 'vcard',
  })
  match(headers['content-disposition'], /contact\.vcf/)
  ok(body.replaceAll('\r\n ', '').includes('FN:Lamp\\; Light\\, & Co xxx'))
  ok(body.includes('ADR:;;A\\, B\\, C;;;;\r\n'))
  ok(body.split('\r\n').every((line: string) => line.length <= 75))
})

test('no text becomes markup or a line of its own', async () => {
  const { body } = await contact({ name: '<script>$&</script>', address: ['"><img src=x>'] })
  ok(!/<script|<img/.test(body))
  equal((await contact({ name: 'A\r\nTEL:1', format: 'vcard' })).status, 400)
  equal((await contact({ email: 'a@b.c?subject=x&bcc=d@e.f' })).status, 400)
})

test('wrong numbers, hours and days are refused with the reason', async () => {
  for (const [more, reason] of [
    [{ phone: '030 123' }, /country/],
    [{ email: 'nobody' }, /email/],
    [{ hours: { mon: '9-17' } }, /hours\.mon/],
    [{ hours: { mon: '13:00-17:00,09:00-12:00' } }, /in order/],
    [{ hours: { funday: '09:00-10:00' } }, /funday/],
    [{ name: '' }, /name/],
    [{ format: 'pdf' }, /format/],
    [{ address: 'x' }, /address/],
  ] as const) {
    const answer = await contact(more as { [key: string]: Json })
    equal(answer.status, 400)
    match(answer.body.error, reason)
  }
})
