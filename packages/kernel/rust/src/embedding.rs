//! Embedding: gather rows of a table, and scatter-add their gradients back.
//! Legend: R rows of ids, C channels, V table rows. table (V, C), ids (R), out (R, C).
//!
//! The scatter is deterministic with any number of threads: it is split over ranges of *table*
//! rows, so each table row sums its contributions in the order of `ids`, whoever computes it.
//! An id outside the table reads as a row of NaN and scatters nowhere (the TypeScript side refuses
//! it before; NaN is what is left when checks are off).

use crate::edges::for_lanes;
use crate::lanes::F32x4;

/// out[r] = table[ids[r]] for r in begin..end.
#[no_mangle]
pub unsafe extern "C" fn embedding_forward(
    out: *mut f32,     // (R, C)
    table: *const f32, // (V, C)
    ids: *const u32,   // (R)
    channels: usize,
    table_rows: usize,
    begin: usize,
    end: usize,
) {
    for r in begin..end {
        let to = out.add(r * channels);
        let id = *ids.add(r) as usize;
        if id >= table_rows {
            let nan = F32x4::splat(f32::NAN);
            for_lanes(channels, |i, lanes| lanes.store(nan, to.add(i)));
            continue;
        }
        let from = table.add(id * channels);
        for_lanes(channels, |i, lanes| {
            lanes.store(lanes.load(from.add(i), 0.0), to.add(i))
        });
    }
}

/// d_table[ids[r]] += d_out[r] for every r in 0..rows whose id lies in id_begin..id_end.
#[no_mangle]
pub unsafe extern "C" fn embedding_backward(
    d_out: *const f32, // (R, C)
    d_table: *mut f32, // (V, C), added to
    ids: *const u32,   // (R)
    channels: usize,
    rows: usize,
    id_begin: usize,
    id_end: usize,
) {
    for r in 0..rows {
        let id = *ids.add(r) as usize;
        if id < id_begin || id >= id_end {
            continue;
        }
        let from = d_out.add(r * channels);
        let to = d_table.add(id * channels);
        for_lanes(channels, |i, lanes| {
            let sum = lanes.load(to.add(i), 0.0).add(lanes.load(from.add(i), 0.0));
            lanes.store(sum, to.add(i))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::Random;

    const SHAPES: [(usize, usize, usize); 5] =
        [(1, 1, 1), (3, 5, 7), (9, 32, 4), (17, 33, 3), (0, 4, 2)];

    #[test]
    fn forward_copies_the_named_rows() {
        let mut random = Random::new(1);
        for (rows, channels, vocab) in SHAPES {
            let table = random.floats(vocab * channels, 1e30);
            let ids: Vec<u32> = (0..rows).map(|_| random.below(vocab) as u32).collect();
            let mut out = vec![0.0; rows * channels];
            unsafe {
                embedding_forward(
                    out.as_mut_ptr(),
                    table.as_ptr(),
                    ids.as_ptr(),
                    channels,
                    vocab,
                    0,
                    rows,
                )
            };
            for r in 0..rows {
                let id = ids[r] as usize;
                assert_eq!(
                    out[r * channels..(r + 1) * channels],
                    table[id * channels..(id + 1) * channels]
                );
            }
        }
    }

    #[test]
    fn an_id_outside_the_table_reads_nan_and_scatters_nowhere() {
        let (table, ids) = ([1.0f32; 4], [2u32]);
        let mut out = [0.0f32; 2];
        let mut d_table = [0.0f32; 4];
        unsafe {
            embedding_forward(out.as_mut_ptr(), table.as_ptr(), ids.as_ptr(), 2, 2, 0, 1);
            embedding_backward(out.as_ptr(), d_table.as_mut_ptr(), ids.as_ptr(), 2, 1, 0, 2);
        }
        assert!(out.iter().all(|x| x.is_nan()));
        assert_eq!(d_table, [0.0; 4]);
    }

    #[test]
    fn backward_is_the_transpose_of_forward_and_does_not_depend_on_the_split() {
        let mut random = Random::new(2);
        for (rows, channels, vocab) in SHAPES {
            let d_out = random.floats(rows * channels, 1.0);
            let ids: Vec<u32> = (0..rows).map(|_| random.below(vocab) as u32).collect();
            let mut want = vec![0.0f32; vocab * channels];
            for r in 0..rows {
                for c in 0..channels {
                    want[ids[r] as usize * channels + c] += d_out[r * channels + c];
                }
            }
            let mut got = vec![0.0f32; vocab * channels];
            for (begin, end) in [(vocab / 2, vocab), (0, vocab / 2)] {
                unsafe {
                    embedding_backward(
                        d_out.as_ptr(),
                        got.as_mut_ptr(),
                        ids.as_ptr(),
                        channels,
                        rows,
                        begin,
                        end,
                    )
                };
            }
            assert_eq!(got, want);
        }
    }
}
