const echo = async (body: Json) => {
  const answer = await request({ method: 'POST', body })
  equal(answer.status, 200)
  return answer.body
}

test('keys are sorted by code unit at every level and numbers are canonical', async () => {
  const { canonical } = await echo({
    b: { z: 1, a: 2 },
    '€': 1,
    A: [1.0, 1e21, -0, 0.000001],
    '\u{1f600}': 2,
  })
  equal(canonical, '{"A":[1,1e+21,0,0.000001],"b":{"a":2,"z":1},"€":1,"😀":2}')
})

test('the order of keys does not change the form', async () => {
  equal((await echo({ a: 1, b: 2 })).canonical, (await echo({ b: 2, a: 1 })).canonical)
})

test('the inventory counts every value once', async () => {
  const { depth, counts, longestText, bytes } = await echo({
    a: [null, true, 'né', { b: 1.5 }],
    c: {},
  })
  equal([depth, longestText, bytes], [4, 2, 40])
  equal(counts, { null: 1, boolean: 1, number: 1, string: 1, array: 1, object: 3 })
})

test('values that others lose are named with their pointer', async () => {
  const body = JSON.parse(
    '{"a/b~":[9007199254740993],"t":"x\u202ey","":0,"__proto__":{"constructor":1}}',
  )
  const { warnings, canonical } = await echo(body)
  equal(
    warnings.map((warning: { path: string }) => warning.path),
    ['/a~1b~0/0', '/t', '/', '/__proto__', '/__proto__/constructor'],
  )
  ok(canonical.includes('"__proto__":{"constructor":1}'))
})

test('warnings stop at twenty', async () => {
  equal((await echo(Array(50).fill(1e300))).warnings.length, 20)
})

test('nothing and what is no JSON are refused', async () => {
  equal((await request({ method: 'POST', body: null })).status, 400)
  const answer = await request({
    method: 'POST',
    headers: { 'content-type': 'text/html' },
    body: '<script>',
  })
  equal(answer.status, 400)
  match(answer.body.hint, /application\/json/)
})
