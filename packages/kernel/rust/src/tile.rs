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

/// One pointer per row of A. `$row` is the distance between them, `$advance` what a turn of k adds.
macro_rules! tile_of_pointers {
    ($name:ident, $w:literal, [$($r:literal)*], $vs:tt, |$step:ident| $row:expr, $advance:literal) => {
        #[inline(never)]
        pub unsafe fn $name(
            k: usize, a: *const f32, $step: usize, b: *const f32,
            c: *mut f32, c_step: usize, start: *const f32, start_step: usize,
        ) {
            let mut acc = [$( {
                let s = start.add($r * start_step);
                each_lane!($vs, |v: usize| F32x4::load(s.add(4 * v)))
            } ),*];
            let mut ap = [$( a.add($r * $row) ),*];
            let mut bp = b;
            for _ in 0..k {
                let bv = each_lane!($vs, |v: usize| F32x4::load(bp.add(4 * v)));
                $( madd_row!(acc, bv, F32x4::load_splat(ap[$r]), $r, $vs); )*
                $( ap[$r] = ap[$r].add($advance); )*
                bp = bp.add($w);
            }
            $( store_row!(acc, c.add($r * c_step), $r, $vs); )*
        }
    };
}

/// One pointer and constant offsets, for packed A only. `$advance` is the height.
macro_rules! tile_of_offsets {
    ($name:ident, $w:literal, [$($r:literal)*], $vs:tt, $advance:literal) => {
        #[inline(never)]
        pub unsafe fn $name(
            k: usize, a: *const f32, _step: usize, b: *const f32,
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
                ap = ap.add($advance);
                bp = bp.add($w);
            }
            $( store_row!(acc, c.add($r * c_step), $r, $vs); )*
        }
    };
}

tile_of_pointers!(rows_4x8, 8, [0 1 2 3], [0 1], |step| step, 1);
tile_of_pointers!(rows_5x8, 8, [0 1 2 3 4], [0 1], |step| step, 1);
tile_of_pointers!(rows_6x8, 8, [0 1 2 3 4 5], [0 1], |step| step, 1);
tile_of_pointers!(rows_4x16, 16, [0 1 2 3], [0 1 2 3], |step| step, 1);
tile_of_pointers!(rows_5x16, 16, [0 1 2 3 4], [0 1 2 3], |step| step, 1);
tile_of_pointers!(rows_6x16, 16, [0 1 2 3 4 5], [0 1 2 3], |step| step, 1);

// V8 11 keeps an address per constant offset, which costs 4x8 a tenth of its speed; it never sees 16 columns.
tile_of_pointers!(columns_4x8, 8, [0 1 2 3], [0 1], |_step| 1, 4);
tile_of_pointers!(columns_5x8, 8, [0 1 2 3 4], [0 1], |_step| 1, 5);
tile_of_offsets!(columns_6x8, 8, [0 1 2 3 4 5], [0 1], 6);
tile_of_offsets!(columns_4x16, 16, [0 1 2 3], [0 1 2 3], 4);
tile_of_offsets!(columns_5x16, 16, [0 1 2 3 4], [0 1 2 3], 5);
tile_of_offsets!(columns_6x16, 16, [0 1 2 3 4 5], [0 1 2 3], 6);
