// Facts of a Linux machine from the text that it prints of itself. Each line is known by its own shape, so
// files may be pasted together in any order.

type JsonObject = { readonly [key: string]: Json }
type Disk = { mount: string; totalBytes: number; usedBytes: number; usedPercent: number }

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const percent = (part: number, whole: number) =>
  whole > 0 ? Math.round((1000 * part) / whole) / 10 : 0

/** File systems that are no disks: they live in memory or show something else. */
const virtual =
  /^(tmpfs|devtmpfs|udev|overlay|shm|none|squashfs|\/dev\/loop\d*|cgroup\w*|proc|sysfs)$/

function parse(text: string) {
  const kib = new Map<string, number>()
  const release = new Map<string, string>()
  const disks = new Map<string, Disk>()
  let load: number[] | null = null
  let uptime: number | null = null
  let cores = 0
  for (const line of text.split(/\r\n?|\n/)) {
    const memory = /^(Mem\w+|Swap\w+|Buffers|Cached):\s+(\d{1,15}) kB$/.exec(line)
    const os = /^([A-Z_]+)=(?:"([^"]*)"|'([^']*)'|([^"'\s]*))$/.exec(line)
    const loads = /^(\d+\.\d\d) (\d+\.\d\d) (\d+\.\d\d) \d+\/\d+ \d+$/.exec(line)
    const up = /^(\d+\.\d\d) \d+\.\d\d$/.exec(line)
    const disk = /^(\S+)\s+(\d{1,15})\s+(\d{1,15})\s+\d+\s+\d+%\s+(\/.*)$/.exec(line)
    if (memory?.[1]) kib.set(memory[1], Number(memory[2]))
    else if (os?.[1]) release.set(os[1], os[2] ?? os[3] ?? os[4] ?? '')
    else if (loads) load = loads.slice(1, 4).map(Number)
    else if (up) uptime = Math.floor(Number(up[1]))
    else if (/^processor\s*:\s*\d+$/.test(line)) cores++
    else if (disk?.[1] && disk[4] && !virtual.test(disk[1])) {
      const [total, used] = [Number(disk[2]) * 1024, Number(disk[3]) * 1024]
      disks.set(disk[4], {
        mount: disk[4],
        totalBytes: total,
        usedBytes: used,
        usedPercent: percent(used, total),
      })
    }
  }
  return {
    kib,
    release,
    disks: [...disks.values()],
    load,
    uptime,
    cores: cores === 0 ? null : cores,
  }
}

function memoryOf(kib: ReadonlyMap<string, number>) {
  const total = kib.get('MemTotal')
  if (total === undefined) return null
  // Kernels before 3.14 do not say what is available.
  const available =
    kib.get('MemAvailable') ??
    (kib.get('MemFree') ?? 0) + (kib.get('Buffers') ?? 0) + (kib.get('Cached') ?? 0)
  const [swapTotal, swapFree] = [kib.get('SwapTotal') ?? 0, kib.get('SwapFree') ?? 0]
  return {
    totalBytes: total * 1024,
    availableBytes: available * 1024,
    usedPercent: percent(total - available, total),
    swapUsedPercent: percent(swapTotal - swapFree, swapTotal),
  }
}

export function handle({ body }: Request): Response {
  const hint =
    'POST the output of: tail -n +1 /proc/meminfo /proc/loadavg /proc/uptime /proc/cpuinfo /etc/os-release; df -Pk'
  const text = typeof body === 'string' ? body : isObject(body) ? body.text : null
  if (typeof text !== 'string' || text.length > 60_000)
    return bad('"text" must be text of at most 60000 characters', hint)
  const { kib, release, disks, load, uptime, cores } = parse(text)
  const memory = memoryOf(kib)
  const os = release.get('PRETTY_NAME') ?? release.get('NAME') ?? null
  if (
    memory === null &&
    load === null &&
    uptime === null &&
    cores === null &&
    os === null &&
    disks.length === 0
  )
    return bad('there is nothing in it that is known', hint)

  const perCore =
    load && cores ? load.map((value) => Math.round((100 * value) / cores) / 100) : null
  const [recent = 0, , long = 0] = perCore ?? []
  const findings = [
    ...(memory && memory.usedPercent >= 90 ? [`memory: ${memory.usedPercent} % used`] : []),
    ...(memory && memory.swapUsedPercent >= 50 ? [`swap: ${memory.swapUsedPercent} % used`] : []),
    ...(recent > 1 ? [`load: ${recent} a core${recent > long ? ', rising' : ', falling'}`] : []),
    ...disks
      .filter(({ usedPercent }) => usedPercent >= 90)
      .map(({ mount, usedPercent }) => `disk ${mount}: ${usedPercent} % used`),
    ...(uptime !== null && uptime < 600 ? ['started less than ten minutes ago'] : []),
    ...(uptime !== null && uptime > 365 * 86_400
      ? ['has run for more than a year: kernel updates wait']
      : []),
  ]
  const loadOf =
    load === null
      ? null
      : {
          one: load[0] ?? 0,
          five: load[1] ?? 0,
          fifteen: load[2] ?? 0,
          perCore: perCore?.[0] ?? null,
        }
  return {
    body: {
      os,
      uptimeSeconds: uptime,
      load: loadOf,
      memory,
      disks: disks.sort((a, b) => b.usedPercent - a.usedPercent),
      cores,
      findings,
    },
  }
}
