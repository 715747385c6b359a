//! The colony's arithmetic: one `no_std` crate without dependencies, compiled to WebAssembly.
//! It owns no memory: every export gets raw pointers into the imported linear memory, dimensions and
//! scalars, and trusts them. Bounds are the TypeScript side's job (src/ops). Nothing here allocates.
#![cfg_attr(target_arch = "wasm32", no_std)]
#![allow(clippy::missing_safety_doc, clippy::too_many_arguments)]

pub mod adamw;
pub mod attention;
pub mod attention_decode;
pub mod attention_tile;
pub mod cross_entropy;
pub mod edges;
pub mod embedding;
pub mod exp;
pub mod gemm;
pub mod gemm_pack;
pub mod gemv;
pub mod int8;
pub mod lane_bits;
pub mod lanes;
pub mod mix;
pub mod norm_clip;
pub mod rmsnorm;
pub mod root;
pub mod rope;
pub mod rwkv7;
pub mod sample;
pub mod scale;
pub mod softmax;
pub mod swiglu;
pub mod tile;

#[cfg(test)]
mod testkit;

/// Never reached on purpose: no export indexes a slice or unwraps. A trap is the honest outcome.
#[cfg(target_arch = "wasm32")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
