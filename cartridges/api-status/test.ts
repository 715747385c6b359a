const status = (endpoints: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { endpoints, ...more } })
const end = (requests: number, errors: number, p95Ms?: number) => ({
  name: `e${requests}`,
  requests,
  errors,
  ...(p95Ms === undefined ? {} : { p95Ms }),
})
const word = async (...endpoints: Json[]) => (await status(endpoints)).body.status

test('each state has its word', async () => {
  equal(await word(end(1000, 0, 100)), 'operational')
  equal(await word(end(1000, 0, 900)), 'slow')
  equal(await word(end(1000, 2)), 'degraded')
  equal(await word(end(1000, 501)), 'outage')
  equal(await word(end(0, 0)), 'unknown')
})

test('a quiet endpoint does not speak for the whole, a busy one does', async () => {
  equal(await word(end(99_999, 0), end(9, 9)), 'operational')
  equal(await word(end(99_000, 0), end(500, 50)), 'degraded')
})

test('availability is weighted by traffic and the budget counts errors', async () => {
  const { body } = await status([end(9000, 3), end(1000, 2)])
  equal([body.requests, body.availability, body.budgetLeft], [10_000, 99.95, 50])
  equal((await status([end(1000, 3)], { objective: 99 })).body.budgetLeft, 70)
  ok((await status([end(1000, 30)])).body.budgetLeft < 0)
})

test('the endpoint that loses most comes first', async () => {
  const { body } = await status([end(10, 0), end(500, 1), end(600, 9)])
  equal(
    body.endpoints.map((row: { errors: number }) => row.errors),
    [9, 1, 0],
  )
})

test('hostile names are only names', async () => {
  const { body } = await status([{ name: '__proto__<script>', requests: 1, errors: 0 }])
  equal(body.endpoints[0].name, '__proto__<script>')
})

test('impossible numbers are refused by place', async () => {
  for (const item of [
    5,
    end(1, 2),
    end(-1, 0),
    end(1.5, 0),
    { ...end(1, 0), p95Ms: '9' },
    { ...end(1, 0), name: '' },
  ]) {
    const answer = await status([end(1, 0), item])
    equal(answer.status, 400)
    match(answer.body.error, /endpoints\[1\]/)
  }
  equal((await status([end(1, 0)], { objective: 100 })).status, 400)
  equal((await status([])).status, 400)
})
