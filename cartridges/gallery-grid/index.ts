// A justified gallery. Rows break where their height comes nearest to the one aimed at; widths are rounded
// so that every row ends exactly at the right edge.

type JsonObject = { readonly [key: string]: Json }
type Image = { src: string; alt: string; ratio: number }
type Box = { x: number; y: number; width: number; height: number }

class BadInput extends Error {}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

function whole(value: Json | undefined, name: string, low: number, high: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < low || value > high)
    throw new BadInput(`"${name}" must be a whole number from ${low} to ${high}`)
  return value
}

function readImage(item: Json, index: number): Image {
  const where = `images[${index}]`
  if (!isObject(item)) throw new BadInput(`${where} must be an object`)
  const { src, alt } = item
  if (
    typeof src !== 'string' ||
    !/^(https?:\/\/|\/(?!\/)|data:image\/(png|jpeg|webp|gif);base64,)\S+$/.test(src) ||
    src.length > 2000
  )
    throw new BadInput(`${where}.src must be an http address, a path or an image as data`)
  if (typeof alt !== 'string' || alt.length > 300)
    throw new BadInput(`${where}.alt must say what the image shows; "" for decoration`)
  return {
    src,
    alt,
    ratio:
      whole(item.width, `${where}.width`, 1, 100_000) /
      whole(item.height, `${where}.height`, 1, 100_000),
  }
}

/** Ends a row before or after the image that overfills it, whichever brings it nearer to `aim`. */
function breakRows(images: readonly Image[], width: number, aim: number, gap: number): Image[][] {
  const rows: Image[][] = []
  let row: Image[] = []
  const heightOf = (members: readonly Image[]) =>
    (width - gap * (members.length - 1)) / members.reduce((sum, { ratio }) => sum + ratio, 0)
  for (const image of images) {
    const longer = [...row, image]
    if (heightOf(longer) > aim) {
      row = longer
      continue
    }
    const isBetterWith = row.length === 0 || aim - heightOf(longer) <= heightOf(row) - aim
    rows.push(isBetterWith ? longer : row)
    row = isBetterWith ? [] : [image]
  }
  return row.length > 0 ? [...rows, row] : rows
}

function layOut(rows: readonly Image[][], width: number, aim: number, gap: number): Box[] {
  const boxes: Box[] = []
  let y = 0
  for (const row of rows) {
    const ratios = row.reduce((sum, { ratio }) => sum + ratio, 0)
    const free = width - gap * (row.length - 1)
    // Only the last row can be too short to fill the width at a sensible height.
    const isFilled = free / ratios <= aim * 1.5 || row !== rows.at(-1)
    const exact = isFilled ? free / ratios : Math.min(aim, free / ratios)
    const height = Math.max(1, Math.round(exact))
    let before = 0
    for (const [index, { ratio }] of row.entries()) {
      const after = before + ratio * exact
      const [left, right] = [
        Math.round(before),
        isFilled && index === row.length - 1 ? free : Math.round(after),
      ]
      boxes.push({ x: left + gap * index, y, width: Math.max(1, right - left), height })
      before = after
    }
    y += height + gap
  }
  return boxes
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"width": 960, "rowHeight": 240, "images": [{"src": "/a.jpg", "width": 1600, "height": 900, "alt": "..."}]}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const [width, aim, gap] = [
      whole(body.width ?? 960, 'width', 100, 4000),
      whole(body.rowHeight ?? 240, 'rowHeight', 40, 1000),
      whole(body.gap ?? 8, 'gap', 0, 100),
    ]
    const { images: given } = body
    if (!Array.isArray(given) || given.length === 0 || given.length > 300)
      throw new BadInput('"images" must be a list of 1 to 300')
    const images = given.map(readImage)
    const rows = breakRows(images, width, aim, gap)
    const boxes = layOut(rows, width, aim, gap)
    const last = boxes.at(-1)
    const height = last ? last.y + last.height : 0
    const items = images.map(({ src, alt }, index) => {
      const box = boxes[index] ?? { x: 0, y: 0, width: 0, height: 0 }
      return `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}" loading="lazy" width="${box.width}" height="${box.height}" style="position:absolute;left:${box.x}px;top:${box.y}px">`
    })
    const html = `<div style="position:relative;width:${width}px;height:${height}px">${items.join('')}</div>`
    return { body: { html, height, rows: rows.length, boxes } }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
