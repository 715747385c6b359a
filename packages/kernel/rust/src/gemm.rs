//! C = A * B (+ C, + bias), f32, row-major, in the three forms training uses.
//!
//!     NN   C(m, n) = A(m, k)   * B(k, n)      forward          y = x W
//!     NT   C(m, n) = A(m, k)   * B(n, k)^T    input gradient   dx = dy W^T
//!     TN   C(m, n) = A(k, m)^T * B(k, n)      weight gradient  dW = x^T dy
//!
//! One block of B (at most KC x NC, in L2) is packed into panels of 8 or 16 columns (gemm_pack.rs); then,
//! for every two tiles' rows of A (in L1), tile.rs walks over all panels. NN and NT read A where it lies;
//! TN packs it, MC columns at a time. Rows split over heights 4, 5 and 6 so that few shapes have a ragged
//! edge; what is ragged is computed into a small block and copied.
//!
//! Threads: the caller splits m or n by moving pointers; every call is independent given its own scratch.

use crate::gemm_pack::{height, least, pack_a, pack_b, width};
use crate::tile::*;

pub const NN: usize = 0;
pub const NT: usize = 1;
pub const TN: usize = 2;

/// What C starts from: nothing, itself, one row of n biases, or another matrix that lies like C.
pub const ZERO: usize = 0;
pub const ACCUMULATE: usize = 1;
pub const BIAS: usize = 2;
pub const FROM: usize = 3;

/// Register tiles, rows x columns: 4x8, 5x8, 6x8 for 128-bit engines, 4x16, 5x16, 6x16 for those that
/// fuse two of our vectors to one of 256 bits. Which is best is measured at load (src/choose.ts).
pub const TILES: usize = 6;

// Measured on both engines: 768 KB of B in L2, 24 to 32 KB of it (one panel) in L1.
const KC: usize = 512;
const NC: usize = 384;
pub const MC: usize = 96;
/// Tiles that share one walk over B: a panel comes from L2 once for both.
const GROUP: usize = 2;
const MAX_H: usize = 6;
const MAX_W: usize = 16;

const ZEROS_AT: usize = 0;
const EDGE_AT: usize = ZEROS_AT + MAX_W;
const TOUCHED_AT: usize = EDGE_AT + MAX_H * MAX_W;
pub const A_AT: usize = TOUCHED_AT + MAX_W;
pub const B_AT: usize = A_AT + (MC + MAX_H) * KC;
const SCRATCH: usize = B_AT + KC * (NC + MAX_W);

/// How many floats of scratch one call needs.
#[no_mangle]
pub extern "C" fn gemm_scratch() -> usize {
    SCRATCH
}

/// Legend: lda, ldb, ldc are the distances between rows as stored; `tile` is 0..TILES; `first` is read only
/// with BIAS (n) and FROM (m, n, every ldc); `scratch` holds gemm_scratch() floats. C may not overlap the
/// others.
#[no_mangle]
pub unsafe extern "C" fn gemm(
    form: usize,
    tile: usize,
    m: usize,
    n: usize,
    k: usize,
    a: *const f32,
    lda: usize,
    b: *const f32,
    ldb: usize,
    c: *mut f32,
    ldc: usize,
    start: usize,
    first: *const f32,
    scratch: *mut f32,
) {
    let (h, w) = [(4, 8), (5, 8), (6, 8), (4, 16), (5, 16), (6, 16)][least(tile, TILES - 1)];
    for i in 0..MAX_W {
        *scratch.add(ZEROS_AT + i) = 0.0;
    }
    // An empty sum still has to write zeros or biases, so k = 0 takes one turn of nothing.
    let k_blocks = if k == 0 { 1 } else { (k + KC - 1) / KC };
    // Equal blocks, whole turns: a last block of a few rows would waste a walk over C.
    let kc = (((k + k_blocks - 1) / k_blocks) + 3) & !3;
    let mut j = 0;
    while j < n {
        let nc = least(NC, n - j);
        let mut p = 0;
        loop {
            let block = Block {
                form,
                w,
                h,
                m,
                n: nc,
                k: least(kc, k - p),
                a: if form == TN { a.add(p * lda) } else { a.add(p) },
                lda,
                c: c.add(j),
                ldc,
                start: if p > 0 { ACCUMULATE } else { start },
                meets_a: j == 0,
                first: first.wrapping_add(j),
                scratch,
            };
            let at = if form == NT { b.add(j * ldb + p) } else { b.add(p * ldb + j) };
            pack_b(&block, at, ldb);
            walk(&block);
            p += block.k;
            if p >= k {
                break;
            }
        }
        j += nc;
    }
}

/// One packed block of B against all rows of A.
pub struct Block {
    pub form: usize,
    pub w: usize,
    pub h: usize,
    pub m: usize,
    pub n: usize,
    pub k: usize,
    pub a: *const f32,
    pub lda: usize,
    pub c: *mut f32,
    pub ldc: usize,
    pub start: usize,
    /// Whether these numbers of A are read for the first time.
    pub meets_a: bool,
    pub first: *const f32,
    pub scratch: *mut f32,
}

/// Tiles one below the other: `rows` rows of C from `i` on (fewer than `h` in a ragged tile) each, and the
/// A they read, which is a packed panel of k rows of h (`packed`) or lies as it came.
struct Tiles {
    i: usize,
    h: usize,
    rows: usize,
    count: usize,
    a: *const f32,
    a_step: usize,
    packed: bool,
}

unsafe fn walk(x: &Block) {
    let packs = x.form == TN;
    let mut packed_to = 0;
    let mut panel = x.scratch.add(A_AT) as *const f32;
    let mut i = 0;
    while i < x.m {
        let h = height(x.h, x.m - i);
        if packs && i >= packed_to {
            packed_to = pack_a(x, i);
            panel = x.scratch.add(A_AT);
        }
        let mut tiles = Tiles {
            i,
            h,
            rows: least(h, x.m - i),
            count: 1,
            a: if packs { panel } else { x.a.add(i * x.lda) },
            a_step: x.lda,
            packed: packs,
        };
        // Fewer rows than the smallest tile: A is read in place only where all h rows exist.
        if tiles.rows < h && !packs {
            tiles.a = pack_thin_rows(x, i, tiles.rows);
            tiles.packed = true;
        }
        let end = if packs { packed_to } else { x.m };
        while tiles.count < GROUP && i + (tiles.count + 1) * h <= end {
            if height(x.h, x.m - i - tiles.count * h) != h {
                break;
            }
            tiles.count += 1;
        }
        multiply(x, &tiles);
        panel = panel.add(tiles.count * h * x.k);
        i += least(tiles.count * h, x.m - i);
    }
}

/// Reads one number of each cache line of `rows` rows of n, in the order in which they lie: memory sends
/// neighbouring lines ahead of such a walk, and not ahead of one over many rows at once. The sum only
/// keeps the reads from being left out.
unsafe fn touch(x: &Block, from: *const f32, step: usize, rows: usize, n: usize) {
    let mut sum = 0;
    for r in 0..rows {
        let row = from.add(r * step) as *const u32;
        let mut i = 0;
        while i < n {
            sum ^= *row.add(i);
            i += LINE;
        }
    }
    *(x.scratch.add(TOUCHED_AT) as *mut u32) = sum;
}

/// Numbers of a cache line.
const LINE: usize = 16;

/// A group of tiles along all panels of B.
unsafe fn multiply(x: &Block, tiles: &Tiles) {
    let a_next = tiles.h * if tiles.packed { x.k } else { tiles.a_step };
    let mut b = x.scratch.add(B_AT) as *const f32;
    let rows = least(tiles.count * tiles.h, x.m - tiles.i);
    // Rows with gaps between them are streams of their own, which memory follows.
    if !tiles.packed && x.meets_a && x.k == x.lda {
        touch(x, tiles.a, tiles.a_step, rows, x.k);
    }
    match x.start {
        ACCUMULATE => touch(x, x.c.add(tiles.i * x.ldc), x.ldc, rows, x.n),
        FROM => touch(x, x.first.add(tiles.i * x.ldc), x.ldc, rows, x.n),
        _ => {}
    }
    let mut j = 0;
    while j < x.n {
        let w = width(x.w, x.n - j);
        let run = tile_for(tiles.h, w, tiles.packed);
        for t in 0..tiles.count {
            one_tile(x, tiles, run, tiles.a.add(t * a_next), b, tiles.i + t * tiles.h, j, w);
        }
        b = b.add(w * x.k);
        j += w;
    }
}

#[inline(always)]
unsafe fn one_tile(
    x: &Block,
    tiles: &Tiles,
    run: Tile,
    a: *const f32,
    b: *const f32,
    i: usize,
    j: usize,
    w: usize,
) {
    let c = x.c.add(i * x.ldc + j);
    let cols = least(w, x.n - j);
    let zeros = x.scratch.add(ZEROS_AT) as *const f32;
    if tiles.rows == tiles.h && cols == w {
        let (start, step) = match x.start {
            ACCUMULATE => (c as *const f32, x.ldc),
            BIAS => (x.first.add(j), 0),
            FROM => (x.first.add(i * x.ldc + j), x.ldc),
            _ => (zeros, 0),
        };
        run(x.k, a, tiles.a_step, b, c, x.ldc, start, step);
        return;
    }
    // The sum begins with the same number as in a whole tile, so that bits do not depend on the tile.
    let edge = x.scratch.add(EDGE_AT);
    for r in 0..tiles.h {
        for q in 0..w {
            let inside = r < tiles.rows && q < cols;
            *edge.add(r * w + q) = match x.start {
                ACCUMULATE if inside => *c.add(r * x.ldc + q),
                BIAS if inside => *x.first.add(j + q),
                FROM if inside => *x.first.add((i + r) * x.ldc + j + q),
                _ => 0.0,
            };
        }
    }
    run(x.k, a, tiles.a_step, b, edge, w, edge, w);
    for r in 0..tiles.rows {
        for q in 0..cols {
            *c.add(r * x.ldc + q) = *edge.add(r * w + q);
        }
    }
}

/// One to three last rows of an A that lies row-major, with zero rows to a tile of four.
unsafe fn pack_thin_rows(x: &Block, i: usize, rows: usize) -> *const f32 {
    let panel = x.scratch.add(A_AT);
    for p in 0..x.k {
        for r in 0..4 {
            *panel.add(4 * p + r) = if r < rows { *x.a.add((i + r) * x.lda + p) } else { 0.0 };
        }
    }
    panel
}

fn tile_for(h: usize, w: usize, columns: bool) -> Tile {
    match (w, h, columns) {
        (8, 4, false) => rows_4x8,
        (8, 5, false) => rows_5x8,
        (8, _, false) => rows_6x8,
        (8, 4, true) => columns_4x8,
        (8, 5, true) => columns_5x8,
        (8, _, true) => columns_6x8,
        (_, 4, false) => rows_4x16,
        (_, 5, false) => rows_5x16,
        (_, _, false) => rows_6x16,
        (_, 4, true) => columns_4x16,
        (_, 5, true) => columns_5x16,
        (_, _, true) => columns_6x16,
    }
}

#[cfg(test)]
#[path = "gemm_test.rs"]
mod tests;
