type Found = { name: string }
const save = (body: Json) => request({ method: 'POST', body })
const names = async (query: { [name: string]: string }) =>
  (await request({ query })).body.people.map(({ name }: Found) => name)

test('people are found by any part and whatever their accents, by last name', async () => {
  await save({ name: 'Zoë Müller', email: 'z@example.org', groups: ['Work'] })
  await save({ name: 'Bob Adams', phone: '+49 (30) 123-456' })
  await save({ name: 'Ada Muller', note: 'met in Paris' })
  equal(await names({}), ['Bob Adams', 'Ada Muller', 'Zoë Müller'])
  equal(await names({ q: 'MULLER' }), ['Ada Muller', 'Zoë Müller'])
  equal(await names({ q: 'paris ada' }), ['Ada Muller'])
  equal(await names({ q: '+4930123' }), ['Bob Adams'])
  equal(await names({ group: 'WORK' }), ['Zoë Müller'])
})

test('nobody is kept twice', async () => {
  await save({ name: 'Ada', email: 'Ada@example.org', phone: '030 1' })
  equal((await save({ name: 'A. L.', email: 'ada@EXAMPLE.org' })).status, 409)
  equal((await save({ name: 'A. L.', phone: '03-01' })).status, 409)
  equal((await save({ name: 'Ada' })).body.id, 2)
})

test('a person is changed and deleted, and no number is used again', async () => {
  await save({ name: 'Ada' })
  equal((await request({ method: 'PUT', path: '/1', body: { name: 'Eve' } })).body.name, 'Eve')
  equal((await request({ method: 'DELETE', path: '/1' })).body.name, 'Eve')
  equal((await request({ path: '/1' })).status, 404)
  equal((await save({ name: 'Bob' })).body.id, 2)
})

test('birthdays come in order, over the new year and on leap days', async () => {
  await save({ name: 'Leap', birthday: '2000-02-29' })
  await save({ name: 'New', birthday: '1990-01-02' })
  await save({ name: 'Old', birthday: '1980-12-30' })
  const next = async (on: string, days: number) =>
    (await request({ path: '/birthdays', query: { on, days: String(days) } })).body.birthdays
  const [old, fresh] = await next('2026-12-30', 7)
  equal(old, { id: 3, name: 'Old', day: '2026-12-30', inDays: 0, age: 46 })
  equal(fresh, { id: 2, name: 'New', day: '2027-01-02', inDays: 3, age: 37 })
  equal((await next('2027-02-27', 5))[0].day, '2027-02-28')
  equal((await next('2028-02-27', 5))[0].day, '2028-02-29')
})

test('vCards go out and come back the same', async () => {
  await save({
    name: 'Ada, Countess; of \\ Lovelace',
    email: 'ada@example.org',
    phone: '+44 20 1',
    birthday: '1815-12-10',
    groups: ['math, etc', 'b'],
    note: 'ß'.repeat(150),
  })
  const before = (await request({})).body.people[0]
  const { body: text, headers } = await request({ path: '/export' })
  match(headers['content-type'], /vcard/)
  ok(text.split('\r\n').every((line: string) => line.length <= 71))
  equal(
    (await request({ method: 'POST', path: '/import', body: text })).body.skipped[0].why,
    'this is Ada, Countess; of \\ Lovelace, number 1',
  )
  await request({ method: 'DELETE', path: '/1' })
  equal((await request({ method: 'POST', path: '/import', body: text })).body, {
    added: 1,
    skipped: [],
  })
  equal((await request({})).body.people[0], { ...before, id: 2 })
})

test('cards of other programs are read as far as they go', async () => {
  const text =
    'BEGIN:VCARD\nVERSION:3.0\nN:Lovelace;Ada;;;\nitem1.EMAIL;TYPE=home:a@b.org\nTEL;VALUE=uri:tel:+44-20-1\nBDAY:--1210\nEND:VCARD\n' +
    'BEGIN:VCARD\nVERSION:3.0\nFN:\nEND:VCARD\n'
  const { body } = await request({ method: 'POST', path: '/import', body: text })
  equal([body.added, body.skipped.length], [1, 1])
  const { people } = (await request({})).body
  equal([people[0].email, people[0].phone, people[0].birthday], ['a@b.org', '+44201', null])
})

test('hostile names cannot add fields to a card', async () => {
  await save({ name: 'x\r\nEMAIL:evil@b.org', note: '<script>"$&"' })
  await save({ name: '__proto__' })
  const { body } = await request({ path: '/export' })
  ok(!/^EMAIL/m.test(body))
  equal(await names({ q: '__proto__' }), ['__proto__'])
})

test('a full book refuses and keeps what it has', async () => {
  let [kept, status] = [0, 201]
  while (status === 201 && kept < 100) {
    status = (await save({ name: `P${kept}`, note: '€'.repeat(300) })).status
    if (status === 201) kept += 1
  }
  equal(status, 409)
  equal((await request({})).body.count, kept)
})

test('bad input is refused with a hint', async () => {
  for (const body of [
    null,
    [],
    {},
    { name: ' ' },
    { name: 5 },
    { name: 'x'.repeat(81) },
    { name: 'a', email: 'a@b' },
    { name: 'a', phone: 'call me' },
    { name: 'a', birthday: '2023-02-29' },
    { name: 'a', groups: 'x' },
    { name: 'a', groups: [''] },
  ] as Json[]) {
    const answer = await save(body)
    equal(answer.status, 400, JSON.stringify(body))
    ok(answer.body.hint)
  }
  equal((await request({ method: 'POST', path: '/import', body: 'x' })).status, 400)
  equal((await request({ path: '/birthdays', query: { on: 'soon' } })).status, 400)
  equal((await request({ path: '/<script>' })).status, 400)
})
