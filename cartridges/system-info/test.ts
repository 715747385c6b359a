const read = (body: Json) => request({ method: 'POST', body })
const machine = `==> /proc/meminfo <==
MemTotal:        8000 kB
MemFree:          100 kB
MemAvailable:    2000 kB
SwapTotal:       1000 kB
SwapFree:         100 kB
==> /proc/loadavg <==
3.00 2.00 1.00 5/300 12345
==> /proc/uptime <==
123456.78 200000.00
processor	: 0
processor	: 1
PRETTY_NAME="Debian GNU/Linux 13 (trixie)"
Filesystem     1024-blocks     Used Available Capacity Mounted on
/dev/sda1            1000      950        50      95% /
tmpfs                1000      999         1     100% /run
/dev/sdb1            1000      100       900      10% /my data
`

test('everything is read from one text in any order', async () => {
  const { body } = await read(machine.split('\n').reverse().join('\n'))
  equal(body.os, 'Debian GNU/Linux 13 (trixie)')
  equal([body.uptimeSeconds, body.cores], [123456, 2])
  equal(body.memory, {
    totalBytes: 8_192_000,
    availableBytes: 2_048_000,
    usedPercent: 75,
    swapUsedPercent: 90,
  })
  equal(body.load, { one: 3, five: 2, fifteen: 1, perCore: 1.5 })
})

test('disks are listed fullest first and what is no disk is not', async () => {
  const { disks } = (await read(machine)).body
  equal(disks, [
    { mount: '/', totalBytes: 1_024_000, usedBytes: 972_800, usedPercent: 95 },
    { mount: '/my data', totalBytes: 1_024_000, usedBytes: 102_400, usedPercent: 10 },
  ])
})

test('findings name what needs somebody', async () => {
  equal((await read(machine)).body.findings, [
    'swap: 90 % used',
    'load: 1.5 a core, rising',
    'disk /: 95 % used',
  ])
  equal((await read('59.00 10.00')).body.findings, ['started less than ten minutes ago'])
})

test('what was not sent is null, and old kernels are understood', async () => {
  const { body } = await read({ text: 'MemTotal: 1000 kB\r\nMemFree: 200 kB\r\nCached: 300 kB' })
  equal([body.memory.usedPercent, body.load, body.os, body.disks], [50, null, null, []])
})

test('hostile names are only text', async () => {
  const { body } = await read('PRETTY_NAME="<script>"\n/dev/x 10 9 1 90% /__proto__')
  equal([body.os, body.disks[0].mount], ['<script>', '/__proto__'])
})

test('what says nothing of a machine is refused', async () => {
  for (const body of [
    null,
    [],
    {},
    { text: 5 },
    'hello',
    '',
    'MemTotal: many kB',
    'x'.repeat(60_001),
  ]) {
    const answer = await read(body)
    equal(answer.status, 400)
    ok(answer.body.hint)
  }
})
