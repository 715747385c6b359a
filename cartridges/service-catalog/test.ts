const order = (services: Json) => request({ method: 'POST', body: { services } })
const service = (name: string, ...dependsOn: string[]) => ({
  name,
  owner: 'me',
  dependsOn,
  availability: 99,
})

test('services start after what they need, as early as they can', async () => {
  const { waves, cycles } = (
    await order([
      service('web', 'api', 'auth'),
      service('api', 'db'),
      service('auth', 'db'),
      service('db'),
      service('log'),
    ])
  ).body
  equal(waves, [['db', 'log'], ['api', 'auth'], ['web']])
  equal(cycles, [])
})

test('circles are named, and what hangs on one has no depth', async () => {
  const { waves, cycles, services } = (
    await order([
      service('a', 'b'),
      service('b', 'c'),
      service('c', 'a'),
      service('d', 'a'),
      service('e'),
      service('f', 'f'),
    ])
  ).body
  equal(cycles, [['a', 'b', 'c'], ['f']])
  equal(waves, [['e']])
  equal(services.find((one: { name: string }) => one.name === 'd').promised, null)
})

test('a promise multiplies every service below once', async () => {
  const { services } = (
    await order([
      service('top', 'l', 'r'),
      service('l', 'base'),
      service('r', 'base'),
      service('base'),
    ])
  ).body
  equal(services.find((one: { name: string }) => one.name === 'top').promised, 96.0596)
  equal(services[0].name, 'base')
})

test('missing owners, bottlenecks and hollow promises are warned of', async () => {
  const { warnings } = (
    await order([
      { name: 'db', availability: 95 },
      service('a', 'db'),
      service('b', 'db'),
      service('c', 'db'),
    ])
  ).body
  match(
    warnings.join('; '),
    /db has no owner; db is needed by 3 of 3 others; a can promise 94\.05 %, not its own 99 %/,
  )
})

test('a long chain is no problem, names of object members neither', async () => {
  const chain = Array.from({ length: 199 }, (_, index) =>
    service(`s${index}`, ...(index > 0 ? [`s${index - 1}`] : [])),
  )
  equal((await order(chain)).body.waves.length, 199)
  equal((await order([service('constructor'), service('__proto__', 'constructor')])).body.waves, [
    ['constructor'],
    ['__proto__'],
  ])
})

test('unknown, double and hostile names are refused', async () => {
  match((await order([service('a', 'x')])).body.error, /"x", which is not/)
  match((await order([service('a'), service('a')])).body.error, /twice/)
  for (const item of [
    5,
    { name: '<script>' },
    { name: 'a', dependsOn: 'b' },
    { name: 'a', availability: 101 },
    { name: 'a', owner: '' },
  ] as Json[])
    equal((await order([item])).status, 400)
  equal((await order([])).status, 400)
})
