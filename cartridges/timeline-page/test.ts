const draw = (events: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { title: 'T', events, ...more } })
const event = (label: string, start: string, end?: string) => ({
  label,
  start,
  ...(end === undefined ? {} : { end }),
})

test('distances are to scale', async () => {
  const { svg } = (await draw([event('a', '1900'), event('b', '1950'), event('c', '2000')])).body
  const [a = 0, b = 0, c = 0] = [...svg.matchAll(/<circle cx="(\d+)"/g)].map((found) =>
    Number(found[1]),
  )
  ok(Math.abs(b - a - (c - b)) <= 1 && c - a > 500)
})

test('ticks are round and fit the span, from hours to centuries', async () => {
  for (const [start, end, tick] of [
    ['2026-11-20T00:00', '2026-11-20T08:00', 'hour'],
    ['2026-11-20', '2026-11-26', 'day'],
    ['2026-01', '2026-12', 'quarter'],
    ['1990', '2026', '5 years'],
    ['1000', '2000', 'century'],
  ] as const)
    equal((await draw([event('x', start, end)])).body.tick, tick, start)
})

test('years before the first are BC', async () => {
  const { body } = await draw([event('Actium', '-30'), event('x', '0'), event('y', '14')])
  equal([body.from, body.to], ['31 BC', '14'])
})

test('what would overlap goes to another lane, what would not shares one', async () => {
  equal(
    (
      await draw([
        event('aaaa', '1900', '1950'),
        event('bbbb', '1910', '1960'),
        event('cccc', '1990'),
      ])
    ).body.lanes,
    2,
  )
  equal(
    (await draw([event('aaaa', '1900'), event('bbbb', '1950'), event('cccc', '2000')])).body.lanes,
    1,
  )
})

test('one event alone can be drawn, and labels are text', async () => {
  const { svg } = (await draw([event('<script>"$&"', '2026-11-20')], { title: '</title><script>' }))
    .body
  ok(!svg.includes('<script'))
  match(svg, /&#60;script&#62;&#34;\$&#38;&#34;/)
})

test('what is no time is refused by place', async () => {
  for (const item of [
    5,
    event('x', '2026-02-30'),
    event('x', 'soon'),
    event('x', '2026-13'),
    event('x', '12345'),
    event('x', '2026-01-01T24:00'),
    event('x', '2000', '1999'),
    event('', '2000'),
  ] as Json[]) {
    const answer = await draw([event('ok', '2000'), item])
    equal(answer.status, 400, JSON.stringify(item))
    match(answer.body.error, /events\[1\]/)
  }
  equal((await draw([])).status, 400)
  equal((await draw([event('x', '2000')], { width: 10 })).status, 400)
})
