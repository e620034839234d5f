//! A worker of the page, the lead or a shard: sets the panic hook and serves.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    squall::worker::serve();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This part of Squall runs in a browser: cargo xtask serve");
}
