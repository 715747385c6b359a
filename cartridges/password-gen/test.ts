const make = (body: Json) => request({ method: 'POST', body })

test('every wanted kind is in every password', async () => {
  const { body } = await make({ length: 8, count: 20 })
  equal(body.passwords.length, 20)
  for (const password of body.passwords) {
    equal(password.length, 8)
    for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]) match(password, kind)
  }
})

test('no two are the same', async () => {
  const { passwords } = (await make({ count: 20 })).body
  equal(new Set(passwords).size, 20)
})

test('lookalikes stay away when asked', async () => {
  const { passwords } = (await make({ length: 128, count: 10, avoidLookalikes: true })).body
  ok(!/[lIO01]/.test(passwords.join('')))
})

test('bits count what chance decided', async () => {
  const lower = (await make({ length: 10, kinds: ['lower'] })).body
  equal([lower.bits, lower.strength], [47, 'weak'])
  const digits = (await make({ length: 8, kinds: ['digit', 'digit'] })).body
  equal(digits.bits, 26.5)
  const { bits, strength } = (await make({ length: 20 })).body
  ok(bits > 120 && bits < 20 * Math.log2(79), String(bits))
  equal(strength, 'excellent')
})

test('a phrase can be spoken', async () => {
  const { body } = await make({ words: 5 })
  match(body.passwords[0], /^([bdfgklmnprstvz][aeiou]){3}(-([bdfgklmnprstvz][aeiou]){3}){4}$/)
  equal(body.bits, 91.9)
})

test('letters are drawn evenly', async () => {
  const { passwords } = (await make({ length: 128, count: 20, kinds: ['digit'] })).body
  for (const digit of '0123456789') {
    const hits = passwords.join('').split(digit).length - 1
    ok(hits > 150 && hits < 370, `${digit}: ${hits}`)
  }
})

test('bad wishes are refused', async () => {
  for (const body of [
    'text',
    [],
    { length: 7 },
    { length: 129 },
    { length: '20' },
    { count: 0 },
    { words: 2 },
    { kinds: [] },
    { kinds: ['__proto__'] },
    { kinds: 'lower' },
    { avoidLookalikes: 1 },
  ] as Json[])
    equal((await make(body)).status, 400, JSON.stringify(body))
})
