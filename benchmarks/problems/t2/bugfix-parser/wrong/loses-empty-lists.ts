export type Tree = string | Tree[]

export function parse(text: string): Tree[] {
  const open: Tree[][] = [[]]
  for (const token of text.replace(/[()]/g, ' $& ').split(/\s+/)) {
    if (token === '(') open.push([])
    else if (token === ')') {
      const list = open.pop() ?? []
      if (list.length > 0) open.at(-1)?.push(list)
    } else if (token !== '') open.at(-1)?.push(token)
  }
  return open[0] ?? []
}
