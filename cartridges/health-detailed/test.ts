type Row = { name: string; state: string; own: string; because: string[] }
const ask = (components: Json, limits?: Json) =>
  request({ method: 'POST', body: { components, ...(limits === undefined ? {} : { limits }) } })
const states = (rows: Row[]) => Object.fromEntries(rows.map(({ name, state }) => [name, state]))
const broken = { requests: 100, errors: 60 }

test('a cause is told from those it pulls down', async () => {
  const { body } = await ask([
    { name: 'web', needs: ['api'] },
    { name: 'api', needs: ['db', 'cache?'] },
    { name: 'db', ...broken },
    { name: 'cache' },
  ])
  equal(
    [body.status, body.ready, body.causes, body.affected],
    ['down', false, ['db'], ['web', 'api']],
  )
  equal(body.components[1].because, ['db is down'])
  equal(body.components[2].because, ['60 % of requests fail'])
})

test('what one can do without degrades at most', async () => {
  const { body } = await ask([
    { name: 'api', needs: ['cache?'] },
    { name: 'cache', ...broken },
  ])
  equal(states(body.components), { api: 'degraded', cache: 'down' })
  equal([body.status, body.ready], ['degraded', true])
})

test('a ring of needs settles', async () => {
  const { body } = await ask([
    { name: 'a', needs: ['b'] },
    { name: 'b', needs: ['c'] },
    { name: 'c', needs: ['a'], requests: 100, errors: 2 },
  ])
  equal(states(body.components), { a: 'degraded', b: 'degraded', c: 'degraded' })
  equal(body.causes, ['c'])
})

test('latency is judged by nearest rank, at the limit and above it', async () => {
  const latenciesMs = Array.from({ length: 100 }, (_, at) => 100 - at)
  const { body } = await ask([{ name: 'a', latenciesMs }], { slowMs: 95, stuckMs: 95 })
  equal([body.components[0].p50, body.components[0].p95, body.status], [50, 95, 'up'])
  equal((await ask([{ name: 'a', latenciesMs }], { slowMs: 94 })).body.status, 'degraded')
  equal((await ask([{ name: 'a', latenciesMs }], { slowMs: 9, stuckMs: 94 })).body.status, 'down')
})

test('silence is health, and no requests are no errors', async () => {
  const { body } = await ask([{ name: 'a' }])
  equal([body.status, body.components[0].p95, body.components[0].errorPercent], ['up', null, 0])
})

test('hostile names are only names', async () => {
  const { body } = await ask([
    { name: '__proto__', needs: ['<script>'] },
    { name: '<script>', ...broken },
    { name: 'constructor' },
  ])
  equal(
    body.components.map(({ state }: Row) => state),
    ['down', 'down', 'up'],
  )
})

test('bad input is refused with a hint', async () => {
  const cases: [Json, Json?][] = [
    [null],
    [[]],
    [[{ name: '' }]],
    [[{ name: 'a', requests: 1, errors: 2 }]],
    [[{ name: 'a', requests: 1.5 }]],
    [[{ name: 'a', latenciesMs: [-1] }]],
    [[{ name: 'a', latenciesMs: ['1'] }]],
    [[{ name: 'a', needs: ['b'] }]],
    [[{ name: 'a', needs: [5] }]],
    [[{ name: 'a' }, { name: 'a' }]],
    [[{ name: 'a' }], { slow: 1 }],
    [[{ name: 'a' }], { slowMs: 6000 }],
    [[{ name: 'a' }], []],
  ]
  for (const [components, limits] of cases) {
    const answer = await ask(components, limits)
    equal(answer.status, 400, JSON.stringify([components, limits]))
    ok(answer.body.hint)
  }
})
