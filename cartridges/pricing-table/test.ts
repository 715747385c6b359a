const table = (plans: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { plans, ...more } })
const plan = (name: string, more: { [key: string]: Json } = {}) => ({
  name,
  monthly: '10',
  features: ['x'],
  ...more,
})

test('the saving of a year is computed and never flattered', async () => {
  const { body } = await table([
    plan('A', { yearly: '96' }),
    plan('B', { yearly: '120' }),
    plan('C', { monthly: '9.99', yearly: '99.99' }),
    plan('D'),
  ])
  equal(
    body.plans.map((entry: { saving: number | null }) => entry.saving),
    [20, 0, 16, null],
  )
  match(body.html, /\$96<small> a year, 20 % less/)
  match(body.html, /\$9\.99<small> a month/)
})

test('plans inherit from the one before unless they do not', async () => {
  const { body } = await table([
    plan('A'),
    plan('B', { features: ['y', 'z'] }),
    plan('C', { inherits: false }),
  ])
  equal(
    body.plans.map((entry: { features: number }) => entry.features),
    [1, 3, 1],
  )
  match(body.html, /<li>Everything in A<\/li><li>y<\/li>/)
  ok(!body.html.includes('Everything in B'))
})

test('the switch is there when there is a year to pay', async () => {
  ok((await table([plan('A', { yearly: '100' })])).body.html.includes('id="yearly"'))
  ok(!(await table([plan('A', { monthly: '0' })])).body.html.includes('type="checkbox"'))
})

test('names, features and signs are text', async () => {
  const { html } = (
    await table([plan('<script>', { features: ['"><img>'], url: '/a"onclick="b' })], {
      currency: '<b>',
    })
  ).body
  ok(!/<script|<img|<b><b>|"onclick/.test(html))
})

test('wrong plans are refused by place', async () => {
  for (const item of [
    5,
    plan(''),
    plan('x', { monthly: 10 }),
    plan('x', { monthly: '-1' }),
    plan('x', { yearly: '121' }),
    plan('x', { features: 'y' }),
    plan('x', { url: 'javascript:a()' }),
    plan('x', { recommended: 1 }),
  ] as Json[]) {
    const answer = await table([plan('ok'), item])
    equal(answer.status, 400, JSON.stringify(item))
    match(answer.body.error, /plans\[1\]/)
  }
  match(
    (await table([plan('a', { recommended: true }), plan('b', { recommended: true })])).body.error,
    /only one/,
  )
  equal((await table([])).status, 400)
})
