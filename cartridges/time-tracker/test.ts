const start = (project: Json, at: Json) =>
  request({ method: 'POST', path: '/start', body: { project, at } })
const stop = (at: Json) => request({ method: 'POST', path: '/stop', body: { at } })
const report = async (from: string, to: string) =>
  (await request({ path: '/', query: { from, to } })).body

test('starting another project stops the first', async () => {
  await start('Site', '2026-11-20T09:00Z')
  const { body } = await start('Mail', '2026-11-20T10:30Z')
  equal(body, {
    running: { project: 'Mail', at: '2026-11-20T10:30Z' },
    stopped: { project: 'Site', minutes: 90 },
  })
  equal((await stop('2026-11-20T10:50Z')).body.stopped, { project: 'Mail', minutes: 20 })
})

test('a report is cut at its borders, and projects do not mix', async () => {
  await start('Night', '2026-11-20T23:00Z')
  await start('Day', '2026-11-21T02:00Z')
  await stop('2026-11-21T02:10Z')
  equal(await report('2026-11-21T00:00Z', '2026-11-22T00:00Z'), {
    minutes: 130,
    projects: [
      { project: 'Night', minutes: 120, hours: 2 },
      { project: 'Day', minutes: 10, hours: 0.17 },
    ],
  })
  equal((await report('2026-11-20T00:00Z', '2026-11-21T00:00Z')).minutes, 60)
})

test('clocks never overlap and never run for more than a day', async () => {
  await start('Site', '2026-11-20T09:00Z')
  equal((await stop('2026-11-20T08:59Z')).status, 409)
  equal((await stop('2026-11-21T09:01Z')).status, 409)
  equal((await stop('2026-11-21T09:00Z')).body.stopped.minutes, 1440)
  equal((await start('Site', '2026-11-20T12:00Z')).status, 409)
})

test('hostile names are only names', async () => {
  for (const [i, project] of ['__proto__', '<script>"$&'].entries()) {
    await start(project, `2026-11-20T1${i}:00Z`)
    equal((await stop(`2026-11-20T1${i}:30Z`)).body.stopped, { project, minutes: 30 })
  }
  equal((await report('2026-11-20T00:00Z', '2026-11-21T00:00Z')).projects.length, 2)
})

test('times and projects that cannot be are refused', async () => {
  for (const at of ['2026-02-30T09:00Z', '2026-11-20', '2026-11-20T24:00Z', 5, null])
    equal((await start('Site', at)).status, 400, String(at))
  for (const project of ['', 'a\nb', 'x'.repeat(61), null])
    equal((await start(project, '2026-11-20T09:00Z')).status, 400)
  equal((await stop('2026-11-20T09:00Z')).status, 409)
  equal((await request({ path: '/', query: { from: 'now' } })).status, 400)
})
