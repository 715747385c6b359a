const ask = (versions: Json, range?: Json) =>
  request({ method: 'POST', body: range === undefined ? { versions } : { versions, range } })
const matching = async (range: string, versions: string[]) =>
  (await ask(versions, range)).body.matching

test('precedence is that of the standard', async () => {
  const ordered = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.9.0',
    '1.10.0',
  ]
  const { body } = await ask(ordered.toReversed())
  equal(body.sorted, ordered)
  equal([body.latest, body.stable], ['1.10.0', '1.10.0'])
})

test('the next versions count from the latest stable one', async () => {
  const { body } = await ask(['v1.4.2', '2.0.0-rc.1'])
  equal(
    [body.latest, body.stable, body.next],
    ['2.0.0-rc.1', '1.4.2', { major: '2.0.0', minor: '1.5.0', patch: '1.4.3' }],
  )
  equal((await ask(['0.0.0-dev'])).body.stable, null)
})

test('caret and tilde stop where compatibility does', async () => {
  const all = ['0.0.3', '0.0.4', '0.2.3', '0.2.9', '0.3.0', '1.2.3', '1.9.0', '2.0.0']
  equal(await matching('^1.2.3', all), ['1.2.3', '1.9.0'])
  equal(await matching('^0.2.3', all), ['0.2.3', '0.2.9'])
  equal(await matching('^0.0.3', all), ['0.0.3'])
  equal(await matching('~1.2', all), ['1.2.3'])
  equal(await matching('~0', all), ['0.0.3', '0.0.4', '0.2.3', '0.2.9', '0.3.0'])
})

test('x, hyphens, comparisons and alternatives work', async () => {
  const all = ['1.0.0', '1.2.0', '1.3.5', '2.0.0', '3.1.0']
  equal(await matching('1.x || 3', all), ['1.0.0', '1.2.0', '1.3.5', '3.1.0'])
  equal(await matching('1.2 - 2', all), ['1.2.0', '1.3.5', '2.0.0'])
  equal(await matching('> 1.2 <3.0.0', all), ['1.3.5', '2.0.0'])
  equal(await matching('', all), all)
})

test('a pre-release is only found by who names its numbers', async () => {
  const all = ['1.2.3-beta.2', '1.2.3', '1.3.0-beta.1', '2.0.0-rc.1']
  equal(await matching('>=1.2.3-beta.1 <2.0.0', all), ['1.2.3-beta.2', '1.2.3'])
  equal(await matching('*', all), ['1.2.3'])
})

test('what is no version or range is refused, long and strange text too', async () => {
  for (const versions of [
    ['1.2'],
    ['01.2.3'],
    ['1.2.3-'],
    ['1.2.3-01'],
    ['<script>'],
    ['9'.repeat(400)],
    [],
    'x',
    [null],
  ])
    equal((await ask(versions)).status, 400, JSON.stringify(versions).slice(0, 40))
  for (const range of ['latest', '^', '1.2.3 - ', 5, `^${'1'.repeat(300)}`, '>=__proto__'])
    equal((await ask(['1.0.0'], range)).status, 400, String(range).slice(0, 40))
  equal((await request({ method: 'POST', body: null })).status, 400)
})
