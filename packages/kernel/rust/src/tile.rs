//! The innermost loops of GEMM: an h x w block of C held in registers while k runs.
//!
//!     C(h, w) = start(h, w) + A(h, k) * B(k, w)        h = 4, 5, 6    w = 8, 16
//!
//! B is always a packed panel: k rows of w numbers, one after the other. A comes in two layouts: `rows`
//! reads h rows of a row-major matrix where they lie (k is contiguous, no packing), `columns` reads a
//! packed panel of k rows of h numbers. Not here: blocking, packing, edges (gemm.rs).
//!
//! Written out by macros because a loop the compiler chooses not to unroll would keep the block in
//! memory. Each accumulator is stored beside its neighbour, one store site per block: V8's revectoriser
//! starts from adjacent 16-byte stores and then turns pairs of our lanes into one 256-bit register.
//! `start` is a block in memory too (C itself, a bias row with step 0, or a row of zeros), so that there
//! is one code path instead of three.

use crate::lanes::F32x4;

pub type Tile = unsafe fn(
    k: usize,
    a: *const f32,
    a_step: usize,
    b: *const f32,
    c: *mut f32,
    c_step: usize,
    start: *const f32,
    start_step: usize,
);

macro_rules! madd_row {
    ($acc:ident, $b:ident, $a:expr, $r:literal, [$($v:literal)*]) => {{
        let a = $a;
        $( $acc[$r][$v] = a.madd($b[$v], $acc[$r][$v]); )*
    }};
}

macro_rules! each_lane {
    ([$($v:literal)*], $f:expr) => { [$( $f($v) ),*] };
}

macro_rules! store_row {
    ($acc:ident, $c:expr, $r:literal, [$($v:literal)*]) => {{
        let c = $c;
        $( $acc[$r][$v].store(c.add(4 * $v)); )*
    }};
}

macro_rules! tile {
    ($rows:ident, $columns:ident, $h:literal, $w:literal, [$($r:literal)*], $vs:tt) => {
        #[inline(never)]
        pub unsafe fn $rows(
            k: usize, a: *const f32, a_step: usize, b: *const f32,
            c: *mut f32, c_step: usize, start: *const f32, start_step: usize,
        ) {
            let mut acc = [$( {
                let s = start.add($r * start_step);
                each_lane!($vs, |v: usize| F32x4::load(s.add(4 * v)))
            } ),*];
            let mut ap = [$( a.add($r * a_step) ),*];
            let mut bp = b;
            for _ in 0..k {
                let bv = each_lane!($vs, |v: usize| F32x4::load(bp.add(4 * v)));
                $( madd_row!(acc, bv, F32x4::load_splat(ap[$r]), $r, $vs); )*
                $( ap[$r] = ap[$r].add(1); )*
                bp = bp.add($w);
            }
            $( store_row!(acc, c.add($r * c_step), $r, $vs); )*
        }

        #[inline(never)]
        pub unsafe fn $columns(
            k: usize, a: *const f32, _a_step: usize, b: *const f32,
            c: *mut f32, c_step: usize, start: *const f32, start_step: usize,
        ) {
            let mut acc = [$( {
                let s = start.add($r * start_step);
                each_lane!($vs, |v: usize| F32x4::load(s.add(4 * v)))
            } ),*];
            let mut ap = a;
            let mut bp = b;
            for _ in 0..k {
                let bv = each_lane!($vs, |v: usize| F32x4::load(bp.add(4 * v)));
                $( madd_row!(acc, bv, F32x4::load_splat(ap.add($r)), $r, $vs); )*
                ap = ap.add($h);
                bp = bp.add($w);
            }
            $( store_row!(acc, c.add($r * c_step), $r, $vs); )*
        }
    };
}

tile!(rows_4x8, columns_4x8, 4, 8, [0 1 2 3], [0 1]);
tile!(rows_5x8, columns_5x8, 5, 8, [0 1 2 3 4], [0 1]);
tile!(rows_6x8, columns_6x8, 6, 8, [0 1 2 3 4 5], [0 1]);
tile!(rows_4x16, columns_4x16, 4, 16, [0 1 2 3], [0 1 2 3]);
tile!(rows_5x16, columns_5x16, 5, 16, [0 1 2 3 4], [0 1 2 3]);
tile!(rows_6x16, columns_6x16, 6, 16, [0 1 2 3 4 5], [0 1 2 3]);
