const list = (events: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { title: 'Club', events, ...more } })
const ics = async (events: Json) => (await list(events, { format: 'ics' })).body as string

test('events are sorted and stand under their months', async () => {
  const { body } = await list([
    { name: 'C', start: '2026-12-24' },
    { name: 'A', start: '2026-11-20T19:00:00+01:00' },
    { name: 'B', start: '2026-11-30' },
  ])
  equal(
    [...body.matchAll(/<h2>(.*?)<\/h2>|<b>(.*?)<\/b>/g)].map((found) => found[1] ?? found[2]),
    ['November 2026', 'A', 'B', 'December 2026', 'C'],
  )
  match(body, /<time datetime="2026-11-20T18:00:00\.000Z">2026-11-20 18:00 UTC<\/time>/)
})

test('what ended before is left out and what still runs is not', async () => {
  const { body } = await list(
    [
      { name: 'Over', start: '2026-11-18' },
      { name: 'Runs', start: '2026-11-18', end: '2026-11-20' },
    ],
    { from: '2026-11-20' },
  )
  ok(!body.includes('Over') && body.includes('2026-11-18 to 2026-11-20'))
})

test('a calendar has days without times and ends after the last day', async () => {
  const text = await ics([{ name: 'Fair', start: '2026-12-01', end: '2026-12-03' }])
  ok(text.includes('DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261204\r\n'))
  match(text, /^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/)
})

test('no line is longer than 75 octets and unfolding gives the text back', async () => {
  const description = 'größe, '.repeat(40)
  const text = await ics([{ name: 'x', start: '2026-12-01', description }])
  for (const line of text.split('\r\n'))
    ok(encodeURIComponent(line).replace(/%../g, '_').length <= 75)
  ok(
    text
      .replaceAll('\r\n ', '')
      .includes(`DESCRIPTION:${description.trim().replaceAll(',', '\\,')}`),
  )
})

test('no text becomes a property or markup', async () => {
  const name = 'a\r\nATTACH:http://evil;<script>'
  ok(
    (await ics([{ name, start: '2026-12-01' }])).includes(
      'SUMMARY:a\\nATTACH:http://evil\\;<script>\r\n',
    ),
  )
  ok(!(await list([{ name, start: '2026-12-01' }])).body.includes('<script'))
})

test('an id stays while name and start stay', async () => {
  const uid = async (more: { [key: string]: Json }) =>
    /UID:(\S+)/.exec(await ics([{ name: 'x', start: '2026-12-01', ...more }]))?.[1]
  equal(await uid({ place: 'here' }), await uid({}))
  ok((await uid({ name: 'y' })) !== (await uid({})))
})

test('wrong times, links and ends are refused by place', async () => {
  for (const event of [
    { start: '2026-12-01' },
    { name: 'x', start: 'soon' },
    { name: 'x', start: '2026-12-01T10:00' },
    { name: 'x', start: '2026-12-02', end: '2026-12-01' },
    { name: 'x', start: '2026-12-01', end: '2026-12-01T10:00:00Z' },
    { name: 'x', start: '2026-12-01', url: 'javascript:a()' },
  ]) {
    const answer = await list([event])
    equal(answer.status, 400, JSON.stringify(event))
    match(answer.body.error, /events\[0\]/)
  }
})
