export type Shape = (number | Shape)[]

/** The nodes are the shapes themselves: lists where children and keys alternate. */
export class BTree {
  private readonly degree: number
  private root: Shape = []

  constructor(degree: number) {
    this.degree = degree
  }

  insert(key: number): boolean {
    if (this.has(key)) return false
    const [left, middle, right] = this.halves(this.root)
    if (middle !== undefined) this.root = [left, middle, right]
    this.root = this.into(this.root, key)
    return true
  }

  has(key: number): boolean {
    return this.all(this.root).includes(key)
  }

  range(from: number, to: number): number[] {
    return this.all(this.root).filter((key) => from <= key && key <= to)
  }

  shape(): Shape {
    return this.root
  }

  /** Of a full node; a node with room is left as it is. */
  private halves(node: Shape): [left: Shape, middle: number | undefined, right: Shape] {
    const keys = node.filter((item) => typeof item === 'number')
    const middle = keys[this.degree - 1]
    if (middle === undefined || keys.length < 2 * this.degree - 1) return [node, undefined, []]
    const at = node.indexOf(middle)
    return [node.slice(0, at), middle, node.slice(at + 1)]
  }

  private into(node: Shape, key: number): Shape {
    const at = node.findIndex((item) => typeof item === 'number' && item > key)
    const end = at < 0 ? node.length : at
    const child = node[end - 1]
    if (child === undefined || typeof child === 'number') return node.toSpliced(end, 0, key)
    const [left, middle, right] = this.halves(child)
    if (middle === undefined) return node.with(end - 1, this.into(child, key))
    const [low, high] = key < middle ? [this.into(left, key), right] : [left, this.into(right, key)]
    return node.toSpliced(end - 1, 1, low, middle, high)
  }

  private all(node: Shape): number[] {
    return node.flatMap((item) => (typeof item === 'number' ? [item] : this.all(item)))
  }
}
