// Sums, sequences and small JSON records: text whose next token is often determined, so that a learner's
// progress on it can be told from luck.
import type { Draw } from './draw.ts'

const towns = ['Aldmoor', 'Birkfeld', 'Cresthaven', 'Dunmere', 'Eastwick', 'Fernby', 'Glimhafen']
const goods = ['apples', 'barley', 'candles', 'eggs', 'honey', 'linen', 'nails', 'paper', 'salt']

/** A sheet of one kind, 200 to 500 bytes. */
export function sheet(draw: Draw): string {
  return draw.pick([sums, sequence, ledger, records])(draw)
}

function sums(draw: Draw): string {
  const sign = draw.pick(['+', '-', '*'])
  const high = sign === '*' ? 12 : 50
  const rows = Array.from({ length: draw.between(10, 22) }, () => {
    const [x, y] = [draw.between(0, high), draw.between(0, high)]
    const [a, b] = sign === '-' && x < y ? [y, x] : [x, y]
    const result = sign === '+' ? a + b : sign === '-' ? a - b : a * b
    return `${a} ${sign} ${b} = ${result}`
  })
  return ['Sums', ...rows].join('\n')
}

function sequence(draw: Draw): string {
  const rows = Array.from({ length: draw.between(5, 9) }, () => {
    const [from, step] = [draw.between(0, 20), draw.between(1, 9)]
    const terms = Array.from({ length: 8 }, (_, i) => from + i * step)
    return `from ${from} by ${step}: ${terms.join(', ')}`
  })
  return ['Sequences', ...rows].join('\n')
}

function ledger(draw: Draw): string {
  let balance = draw.between(20, 90)
  const rows = [`Ledger of ${draw.pick(towns)}`, `opening balance ${balance}`]
  const days = draw.between(6, 11)
  for (let day = 1; day <= days; day++) {
    const amount = draw.between(1, 15)
    const isSale = balance < amount || draw.chance(55)
    balance += isSale ? amount : -amount
    rows.push(
      `day ${day}: ${isSale ? 'sold' : 'bought'} ${draw.pick(goods)} for ${amount}, balance ${balance}`,
    )
  }
  return rows.join('\n')
}

function records(draw: Draw): string {
  const rows = Array.from({ length: draw.between(3, 6) }, () => {
    const [count, price] = [draw.between(1, 12), draw.between(1, 9)]
    return JSON.stringify({
      town: draw.pick(towns),
      good: draw.pick(goods),
      count,
      price,
      total: count * price,
    })
  })
  return rows.join('\n')
}
