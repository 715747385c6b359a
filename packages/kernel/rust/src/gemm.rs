//! C = A * B (+ C, + bias), f32, row-major, in the three forms training uses.
//!
//!     NN   C(m, n) = A(m, k)   * B(k, n)      forward          y = x W
//!     NT   C(m, n) = A(m, k)   * B(n, k)^T    input gradient   dx = dy W^T
//!     TN   C(m, n) = A(k, m)^T * B(k, n)      weight gradient  dW = x^T dy
//!
//! One block of B (at most KC x NC, in L2) is packed into panels of 8 or 16 columns; then, for every few
//! rows of A (in L1), tile.rs walks over all panels. NN and NT read A where it lies; TN packs it, MC
//! columns at a time. Rows split over heights 4, 5 and 6 so that few shapes have a ragged edge; what is
//! ragged is computed into a small block and copied.
//!
//! Threads: the caller splits m or n by moving pointers; every call is independent given its own scratch.

use crate::lanes::F32x4;
use crate::tile::*;

pub const NN: usize = 0;
pub const NT: usize = 1;
pub const TN: usize = 2;

/// What C starts from: nothing, itself, or one row of n biases.
pub const ZERO: usize = 0;
pub const ACCUMULATE: usize = 1;
pub const BIAS: usize = 2;

/// Register tiles, rows x columns: 4x8, 5x8, 6x8 for 128-bit engines, 4x16, 5x16, 6x16 for those that
/// fuse two of our vectors to one of 256 bits. Which is best is measured at load (src/choose.ts).
pub const TILES: usize = 6;

const KC: usize = 384;
const NC: usize = 512;
const MC: usize = 60;
const MAX_H: usize = 6;
const MAX_W: usize = 16;

const ZEROS_AT: usize = 0;
const EDGE_AT: usize = ZEROS_AT + MAX_W;
const BIAS_AT: usize = EDGE_AT + MAX_H * MAX_W;
const A_AT: usize = BIAS_AT + MAX_W;
const B_AT: usize = A_AT + (MC + MAX_H) * KC;
const SCRATCH: usize = B_AT + KC * (NC + MAX_W);

/// How many floats of scratch one call needs.
#[no_mangle]
pub extern "C" fn gemm_scratch() -> usize {
    SCRATCH
}

/// Legend: lda, ldb, ldc are the distances between rows as stored; `tile` is 0..TILES; `bias` (n) is read
/// only with BIAS; `scratch` holds gemm_scratch() floats. C may not overlap A or B.
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
    bias: *const f32,
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
                bias: bias.wrapping_add(j),
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
struct Block {
    form: usize,
    w: usize,
    h: usize,
    m: usize,
    n: usize,
    k: usize,
    a: *const f32,
    lda: usize,
    c: *mut f32,
    ldc: usize,
    start: usize,
    bias: *const f32,
    scratch: *mut f32,
}

unsafe fn walk(x: &Block) {
    let mut i = 0;
    // Rows of A that are packed: [packed_from, packed_to), TN only.
    let mut packed_to = 0;
    let mut panel = x.scratch.add(A_AT) as *const f32;
    while i < x.m {
        let h = height(x.h, x.m - i);
        let rows = least(h, x.m - i);
        let (a, a_step) = if x.form == TN {
            if i >= packed_to {
                packed_to = pack_a(x, i);
                panel = x.scratch.add(A_AT);
            }
            let here = panel;
            panel = panel.add(h * x.k);
            (here, 0)
        } else {
            (x.a.add(i * x.lda), x.lda)
        };
        // Fewer rows than the smallest tile: A is read in place only where all h rows exist.
        if x.form != TN && rows < h {
            thin_rows(x, i, rows);
        } else {
            row_of_tiles(x, i, h, rows, a, a_step, x.form == TN);
        }
        i += rows;
    }
}

unsafe fn row_of_tiles(
    x: &Block,
    i: usize,
    h: usize,
    rows: usize,
    a: *const f32,
    a_step: usize,
    columns: bool,
) {
    let mut b = x.scratch.add(B_AT) as *const f32;
    let mut j = 0;
    while j < x.n {
        let w = width(x.w, x.n - j);
        let cols = least(w, x.n - j);
        let run = tile_for(h, w, columns);
        let c = x.c.add(i * x.ldc + j);
        let zeros = x.scratch.add(ZEROS_AT) as *const f32;
        if rows == h && cols == w {
            let (start, step) = match x.start {
                ACCUMULATE => (c as *const f32, x.ldc),
                BIAS => (x.bias.add(j), 0),
                _ => (zeros, 0),
            };
            run(x.k, a, a_step, b, c, x.ldc, start, step);
        } else {
            let edge = x.scratch.add(EDGE_AT);
            run(x.k, a, a_step, b, edge, w, zeros, 0);
            for r in 0..rows {
                for q in 0..cols {
                    let to = c.add(r * x.ldc + q);
                    let sum = *edge.add(r * w + q);
                    *to = match x.start {
                        ACCUMULATE => *to + sum,
                        BIAS => *x.bias.add(j + q) + sum,
                        _ => sum,
                    };
                }
            }
        }
        b = b.add(w * x.k);
        j += cols;
    }
}

/// One to three last rows of an A that lies row-major: pack them with zero rows to a tile of four.
unsafe fn thin_rows(x: &Block, i: usize, rows: usize) {
    let panel = x.scratch.add(A_AT);
    for p in 0..x.k {
        for r in 0..4 {
            *panel.add(4 * p + r) = if r < rows { *x.a.add((i + r) * x.lda + p) } else { 0.0 };
        }
    }
    row_of_tiles(x, i, 4, rows, panel, 0, true);
}

/// Height of the next tile when `left` rows remain: `most` unless that would leave a rest that 4, 5 and
/// `most` cannot make up. Only 1, 2, 3, 7 (and 6, 11 without sixes) rows end in a ragged tile.
fn height(most: usize, left: usize) -> usize {
    let whole = |rest: usize| match most {
        4 => rest % 4 == 0,
        5 => 5 * (rest % 4) <= rest,
        _ => rest == 0 || (rest >= 4 && rest != 7),
    };
    if left >= most && (whole(left - most) || !whole(left)) {
        most
    } else if most > 5 && left >= 5 && whole(left - 5) {
        5
    } else {
        4
    }
}

fn width(most: usize, left: usize) -> usize {
    if left <= 8 {
        8
    } else {
        most
    }
}

fn least(a: usize, b: usize) -> usize {
    if a < b {
        a
    } else {
        b
    }
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

/// B(k, n) or B(n, k) to panels (k, w), the last one filled up with zeros.
unsafe fn pack_b(x: &Block, b: *const f32, ldb: usize) {
    let mut to = x.scratch.add(B_AT);
    let mut j = 0;
    while j < x.n {
        let w = width(x.w, x.n - j);
        let cols = least(w, x.n - j);
        if cols < w {
            for p in 0..x.k {
                for q in 0..w {
                    let from = if x.form == NT { (j + q) * ldb + p } else { p * ldb + j + q };
                    *to.add(p * w + q) = if q < cols { *b.add(from) } else { 0.0 };
                }
            }
        } else if x.form == NT {
            pack_transposed(to, b.add(j * ldb), ldb, x.k, w);
        } else if w == 8 {
            copy_rows::<2>(to, b.add(j), ldb, x.k);
        } else {
            copy_rows::<4>(to, b.add(j), ldb, x.k);
        }
        to = to.add(w * x.k);
        j += cols;
    }
}

#[inline(always)]
unsafe fn copy_rows<const V: usize>(to: *mut f32, from: *const f32, step: usize, rows: usize) {
    let (mut to, mut from) = (to, from);
    for _ in 0..rows {
        for v in 0..V {
            F32x4::load(from.add(4 * v)).store(to.add(4 * v));
        }
        to = to.add(4 * V);
        from = from.add(step);
    }
}

/// w rows of k numbers to k rows of w numbers, in 4x4 blocks.
unsafe fn pack_transposed(to: *mut f32, from: *const f32, step: usize, k: usize, w: usize) {
    let mut q = 0;
    while q < w {
        let rows = from.add(q * step);
        let out = to.add(q);
        let mut p = 0;
        while p + 4 <= k {
            let block = F32x4::transpose([
                F32x4::load(rows.add(p)),
                F32x4::load(rows.add(step + p)),
                F32x4::load(rows.add(2 * step + p)),
                F32x4::load(rows.add(3 * step + p)),
            ]);
            block[0].store(out.add(p * w));
            block[1].store(out.add((p + 1) * w));
            block[2].store(out.add((p + 2) * w));
            block[3].store(out.add((p + 3) * w));
            p += 4;
        }
        while p < k {
            for r in 0..4 {
                *out.add(p * w + r) = *rows.add(r * step + p);
            }
            p += 1;
        }
        q += 4;
    }
}

/// Packs panels (k, h) of A(k, m) from column `from` on, about MC of them; returns the column after. Goes
/// down a few rows of A at a time: their lines stay in L1 while all panels take their share of them.
unsafe fn pack_a(x: &Block, from: usize) -> usize {
    let end = least(x.m, from + MC);
    let mut next = from;
    let mut p = 0;
    // k = 0 still has to find out where the panels end.
    while p < x.k || next == from {
        let rows = least(PACK_ROWS, x.k - p);
        let mut to = x.scratch.add(A_AT);
        let mut i = from;
        while i < end {
            let h = height(x.h, x.m - i);
            let cols = least(h, x.m - i);
            let source = x.a.add(p * x.lda + i);
            if cols < h {
                pad_columns(to.add(p * h), source, x.lda, rows, cols, h);
            } else if h == 4 {
                copy_rows::<1>(to.add(4 * p), source, x.lda, rows);
            } else {
                copy_five_or_six(to.add(p * h), source, x.lda, rows, h);
            }
            to = to.add(h * x.k);
            i += cols;
        }
        next = i;
        p += rows;
    }
    next
}

const PACK_ROWS: usize = 16;

/// Two overlapping copies of four per row.
#[inline(always)]
unsafe fn copy_five_or_six(to: *mut f32, from: *const f32, step: usize, rows: usize, h: usize) {
    let (mut to, mut from) = (to, from);
    for _ in 0..rows {
        F32x4::load(from).store(to);
        F32x4::load(from.add(h - 4)).store(to.add(h - 4));
        to = to.add(h);
        from = from.add(step);
    }
}

unsafe fn pad_columns(
    to: *mut f32,
    from: *const f32,
    step: usize,
    rows: usize,
    cols: usize,
    h: usize,
) {
    for p in 0..rows {
        for r in 0..h {
            *to.add(p * h + r) = if r < cols { *from.add(p * step + r) } else { 0.0 };
        }
    }
}

/// The three loops everything else is measured against.
#[cfg(any(test, doc))]
pub mod reference {
    pub fn gemm(form: usize, m: usize, n: usize, k: usize, a: &[f32], b: &[f32]) -> Vec<f64> {
        let mut c = vec![0f64; m * n];
        for i in 0..m {
            for j in 0..n {
                for p in 0..k {
                    let left = if form == super::TN { a[p * m + i] } else { a[i * k + p] };
                    let right = if form == super::NT { b[j * k + p] } else { b[p * n + j] };
                    c[i * n + j] += f64::from(left) * f64::from(right);
                }
            }
        }
        c
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(seed: u32, count: usize) -> Vec<f32> {
        let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12345);
        (0..count)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as f32 / 8_388_608.0 - 1.0
            })
            .collect()
    }

    fn run(form: usize, tile: usize, m: usize, n: usize, k: usize, start: usize) {
        let a = numbers(1 + m as u32, m * k);
        let b = numbers(7 + n as u32, n * k);
        let bias = numbers(3, n);
        let before = numbers(5, m * n);
        let guard = 77.5;
        let mut c = before.clone();
        c.extend([guard; 8]);
        let mut scratch = vec![f32::NAN; SCRATCH];
        let (lda, ldb) = (if form == TN { m } else { k }, if form == NT { k } else { n });
        unsafe {
            gemm(
                form, tile, m, n, k, a.as_ptr(), lda, b.as_ptr(), ldb, c.as_mut_ptr(), n, start,
                bias.as_ptr(), scratch.as_mut_ptr(),
            )
        };
        let expected = reference::gemm(form, m, n, k, &a, &b);
        let bound = 1e-6 * (k as f64 + 4.0);
        for at in 0..m * n {
            let begin = match start {
                ACCUMULATE => before[at],
                BIAS => bias[at % n],
                _ => 0.0,
            };
            let difference = (f64::from(c[at]) - expected[at] - f64::from(begin)).abs();
            assert!(difference < bound, "form {form} tile {tile} {m}x{n}x{k} start {start} at {at}");
        }
        assert!(c[m * n..].iter().all(|&x| x == guard));
    }

    #[test]
    fn every_form_tile_and_start_agrees_with_three_loops_on_tiny_and_odd_shapes() {
        let shapes = [
            (1, 1, 1), (1, 8, 4), (2, 3, 5), (3, 17, 9), (4, 8, 3), (5, 16, 7), (6, 16, 4),
            (7, 23, 13), (8, 8, 8), (9, 40, 2), (11, 15, 31), (13, 33, 65), (16, 16, 0), (19, 24, 33),
        ];
        for (m, n, k) in shapes {
            for form in [NN, NT, TN] {
                for tile in 0..TILES {
                    for start in [ZERO, ACCUMULATE, BIAS] {
                        run(form, tile, m, n, k, start);
                    }
                }
            }
        }
    }

    #[test]
    fn blocks_of_k_n_and_m_meet_without_a_seam() {
        for form in [NN, NT, TN] {
            for tile in 0..TILES {
                run(form, tile, 131, 70, 801, ACCUMULATE);
                run(form, tile, 10, 1050, 390, BIAS);
            }
        }
    }

    #[test]
    fn heights_add_up_to_every_row_count_and_only_few_are_ragged() {
        for most in [4, 5, 6] {
            for m in 1..200 {
                let (mut left, mut ragged) = (m, false);
                while left > 0 {
                    let h = height(most, left);
                    assert!((4..=most).contains(&h));
                    ragged |= h > left;
                    left -= least(h, left);
                }
                if most == 6 {
                    assert_eq!(ragged, [1, 2, 3, 7].contains(&m), "{m}");
                }
            }
        }
    }

    #[test]
    fn nan_and_infinity_reach_exactly_their_rows_and_columns() {
        let (m, n, k) = (9, 17, 5);
        let mut a = vec![1f32; m * k];
        let mut b = vec![1f32; k * n];
        a[4 * k + 2] = f32::NAN;
        b[3 * n + 16] = f32::INFINITY;
        let mut c = vec![0f32; m * n];
        let mut scratch = vec![0f32; SCRATCH];
        for tile in 0..TILES {
            unsafe {
                gemm(
                    NN, tile, m, n, k, a.as_ptr(), k, b.as_ptr(), n, c.as_mut_ptr(), n, ZERO,
                    a.as_ptr(), scratch.as_mut_ptr(),
                )
            };
            for i in 0..m {
                for j in 0..n {
                    let x = c[i * n + j];
                    match (i, j) {
                        (4, _) => assert!(x.is_nan()),
                        (_, 16) => assert_eq!(x, f32::INFINITY),
                        _ => assert_eq!(x, k as f32),
                    }
                }
            }
        }
    }
}
