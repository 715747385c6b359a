// Tiles of numbers on a dark page. The light of a tile turns where its thresholds say so, in the direction
// that their order implies.

type JsonObject = { readonly [key: string]: Json }

class BadInput extends Error {}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

const isNumber = (value: Json | undefined): value is number =>
  typeof value === 'number' && Math.abs(value) <= 1e15

/** 12345 -> 12.3k; three digits that matter. */
function short(value: number): string {
  const [size, suffix] = (
    [
      [1e12, 'T'],
      [1e9, 'G'],
      [1e6, 'M'],
      [1e3, 'k'],
    ] as const
  ).find(([limit]) => Math.abs(value) >= limit) ?? [1, '']
  return `${Number((value / size).toPrecision(3))}${suffix}`
}

function light(
  value: number,
  warn: number | null,
  limit: number | null,
): 'good' | 'warn' | 'bad' | 'none' {
  if (warn === null || limit === null) return 'none'
  const isHighBad = limit >= warn
  const passes = (edge: number) => (isHighBad ? value >= edge : value <= edge)
  return passes(limit) ? 'bad' : passes(warn) ? 'warn' : 'good'
}

function sparkline(values: readonly number[]): string {
  if (values.length < 2) return ''
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const points = values.map((value, index) => {
    const x = (index * 100) / (values.length - 1)
    const y = high === low ? 12 : 23 - ((value - low) / (high - low)) * 22
    return `${Number(x.toFixed(1))},${Number(y.toFixed(1))}`
  })
  return `<svg viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true"><polyline points="${points.join(' ')}"/></svg>`
}

function changeOf(values: readonly number[]): string {
  const [before, last] = values.slice(-2)
  if (before === undefined || last === undefined || before === 0) return ''
  const percent = ((last - before) / Math.abs(before)) * 100
  return percent === 0 ? 'unchanged' : `${percent > 0 ? '▲' : '▼'} ${short(Math.abs(percent))} %`
}

function tile(item: Json, index: number): string {
  const where = `tiles[${index}]`
  if (!isObject(item)) throw new BadInput(`${where} must be an object`)
  const { name, unit = '', values, warn = null, bad = null } = item
  if (typeof name !== 'string' || name.trim() === '' || name.length > 60)
    throw new BadInput(`${where}.name must be text of 1 to 60 characters`)
  if (typeof unit !== 'string' || unit.length > 12)
    throw new BadInput(`${where}.unit must be text of at most 12 characters`)
  if (
    !Array.isArray(values) ||
    values.length === 0 ||
    values.length > 200 ||
    !values.every(isNumber)
  )
    throw new BadInput(`${where}.values must be 1 to 200 numbers`)
  if (
    (warn !== null && !isNumber(warn)) ||
    (bad !== null && !isNumber(bad)) ||
    (warn === null) !== (bad === null)
  )
    throw new BadInput(`${where}: "warn" and "bad" must both be numbers, or both be absent`)
  const last = values.at(-1) ?? 0
  const state = light(last, warn, bad)
  const spoken = state === 'none' ? '' : ` <small>${state}</small>`
  return `<article class="${state}"><h2>${escapeHtml(name)}</h2><p><b>${short(last)}</b> ${escapeHtml(unit)}${spoken}</p>${sparkline(values)}<p>${changeOf(values)}</p></article>`
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"title": "Node", "tiles": [{"name": "CPU", "unit": "%", "values": [20, 40], "warn": 70, "bad": 85}]}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const { title, tiles } = body
    if (typeof title !== 'string' || title.trim() === '' || title.length > 100)
      throw new BadInput('"title" must be text of 1 to 100 characters')
    if (!Array.isArray(tiles) || tiles.length === 0 || tiles.length > 24)
      throw new BadInput('"tiles" must be a list of 1 to 24')
    const parts: { readonly [name: string]: string } = {
      title: escapeHtml(title),
      tiles: tiles.map(tile).join('\n'),
    }
    const html = page.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name] ?? '')
    return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
